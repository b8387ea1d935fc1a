import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { formatMillilitres } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { formatMainValue, formatProduct } from "../measurements/format-values";
import css from "./lesion-panel.module.css";
import type { MeasuredLesion } from "./measured-lesion";

interface LesionRowProps {
  lesion: MeasuredLesion;
  onShow: () => void;
  /** Makes the proposal a measurement that can be changed; null where it is one, or nobody may. */
  onAdjust: (() => void) | null;
}

/** One lesion of the list: what it comes to, and the way to its slice. */
export function LesionRow({ lesion, onShow, onAdjust }: LesionRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { id, shape, longMm, shortMm, productMm2, volumeMl, adjusted } = lesion;
  const size = formatMainValue({ long_mm: longMm, short_mm: shortMm }, locale);
  return (
    <li className={css.row} data-testid={`lesion-${id}`}>
      <button type="button" className={css.show} onClick={onShow} title={t("lesions.show", { number: shape.index + 1 })}>
        <span className={css.number}>{id}</span>
        <span className={css.size}>{size}</span>
        <span>{formatProduct(productMm2, locale)}</span>
        <span className={css.details}>
          {formatMillilitres(volumeMl, locale)} {t("units.millilitres")} · {adjusted === null ? t("lesions.proposed") : t("lesions.adjusted")}
        </span>
      </button>
      {onAdjust !== null && (
        <Button small variant="quiet" title={t("lesions.adjustHint")} onClick={onAdjust}>
          {t("lesions.adjust")}
        </Button>
      )}
    </li>
  );
}
