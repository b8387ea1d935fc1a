import { useTranslation } from "react-i18next";

/** Give the language that numbers and dates are written in. */
export function useLocale(): string {
  return useTranslation().i18n.language;
}
