import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { formatMillilitres } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { formatMainValue, formatProduct } from "../measurements/format-values";
import css from "./lesion-panel.module.css";
import type { MeasuredLesion } from "./measured-lesion";

interface LesionRowProps {
  lesion: MeasuredLesion;
  /** Whether its diameters show their ends. */
  held: boolean;
  onShow: () => void;
  /** Shows the ends of what is proposed; null where a hand has moved them, or nobody may. */
  onAdjust: (() => void) | null;
  /** Goes back to what is proposed; null where that stands, or nobody may. */
  onReset: (() => void) | null;
}

/** One lesion of the list: what it comes to, and the way to its slice. */
export function LesionRow({ lesion, held, onShow, onAdjust, onReset }: LesionRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { id, shape, longMm, shortMm, productMm2, volumeMl, measurable, kept, adjusted } = lesion;
  const size = formatMainValue({ long_mm: longMm, short_mm: shortMm }, locale);
  const author = kept?.changed_by ?? kept?.author;
  const byHand = author ? t("lesions.adjustedBy", { author }) : t("lesions.adjusted");
  const details = [
    `${formatMillilitres(volumeMl, locale)} ${t("units.millilitres")}`,
    adjusted ? byHand : t("lesions.proposed"),
    ...(measurable ? [] : [t("lesions.belowLimit")]),
    ...(held && onAdjust !== null ? [t("lesions.adjusting")] : []),
  ];
  return (
    <li className={css.row} data-testid={`lesion-${id}`}>
      <button type="button" className={css.show} onClick={onShow} title={t("lesions.show", { number: shape.index + 1 })}>
        <span className={css.number}>{id}</span>
        <span className={css.size}>{size}</span>
        <span>{formatProduct(productMm2, locale)}</span>
        <span className={css.details}>{details.join(" · ")}</span>
      </button>
      {onAdjust !== null && (
        <Button small variant="quiet" title={t("lesions.adjustHint")} aria-pressed={held} onClick={onAdjust}>
          {t("lesions.adjust")}
        </Button>
      )}
      {onReset !== null && (
        <Button small variant="quiet" title={t("lesions.resetHint")} disabled={kept?.pending} onClick={onReset}>
          {t("lesions.reset")}
        </Button>
      )}
    </li>
  );
}
