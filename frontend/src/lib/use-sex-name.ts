import { useTranslation } from "react-i18next";

import type { Sex } from "@/lib/api-types";

export const SEXES: readonly NonNullable<Sex>[] = ["female", "male", "other"];

/** Give the word for a patient's sex; unknown is a dash. */
export function useSexName(): (sex: Sex) => string {
  const { t } = useTranslation();
  return (sex) => (sex ? { female: t("sex.female"), male: t("sex.male"), other: t("sex.other") }[sex] : "–");
}
