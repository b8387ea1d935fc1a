import { useTranslation } from "react-i18next";

import type { DrawingMode } from "../painting/region-style";

/** Give the names of the ways to draw a region. */
export function useDrawingModeName(): (mode: DrawingMode) => string {
  const { t } = useTranslation();
  return (mode) => {
    switch (mode) {
      case "fill":
        return t("viewer.fill");
      case "outline":
        return t("viewer.outline");
      case "both":
        return t("viewer.fillAndOutline");
    }
  };
}
