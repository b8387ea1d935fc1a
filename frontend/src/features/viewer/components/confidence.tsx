import { useTranslation } from "react-i18next";

import { WarningIcon } from "@/components/ui/warning-icon";
import type { Region, Segmentation } from "@/lib/api-types";
import { formatShare } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import css from "./panels.module.css";

interface ConfidenceProps {
  segmentation: Segmentation | null;
  region: Region;
}

/** How sure a region's outline is; empty for masks of which nothing is known. */
export function Confidence({ segmentation, region }: ConfidenceProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const value = segmentation?.confidence?.[region.id];
  if (segmentation === null || value === undefined) return <span />;
  const low = segmentation.low_confidence.includes(region.id);
  const confidence = formatShare(value, locale);
  return (
    <span
      className={low ? `${css.confidence} ${css.low}` : css.confidence}
      data-testid={`confidence-${region.id}`}
      title={low ? t("viewer.lowConfidenceHint", { region: region.name }) : t("viewer.confidenceHint")}
    >
      {low && <WarningIcon />}
      {low ? t("viewer.lowConfidence", { confidence }) : t("viewer.confidence", { confidence })}
    </span>
  );
}
