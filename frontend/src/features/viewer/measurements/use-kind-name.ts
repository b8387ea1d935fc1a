import { useTranslation } from "react-i18next";

import type { Kind } from "./kinds";

/** Give the names of the kinds of measurements. */
export function useKindName(): (kind: Kind) => string {
  const { t } = useTranslation();
  const names: Record<Kind, string> = {
    distance: t("measurements.kinds.distance"),
    angle: t("measurements.kinds.angle"),
    ellipse: t("measurements.kinds.ellipse"),
    freehand: t("measurements.kinds.freehand"),
    probe: t("measurements.kinds.probe"),
    bidirectional: t("measurements.kinds.bidirectional"),
  };
  return (kind) => names[kind];
}
