import { useTranslation } from "react-i18next";

import type { Axis } from "./geometry/axes";

/** Give the word for a slice direction. */
export function useAxisName(): (axis: Axis) => string {
  const { t } = useTranslation();
  return (axis) => ({ axial: t("axes.axial"), coronal: t("axes.coronal"), sagittal: t("axes.sagittal") })[axis];
}
