import { useTranslation } from "react-i18next";

import { localeFor } from "@/i18n/languages";

/** Give the locale that numbers and dates are written in. */
export function useLocale(): string {
  return localeFor(useTranslation().i18n.language, navigator.languages);
}
