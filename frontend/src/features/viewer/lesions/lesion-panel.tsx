import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { useLocale } from "@/lib/use-locale";

import type { Triple } from "../geometry/axes";
import { formatProduct } from "../measurements/format-values";
import { useMeasuringContext } from "../measurements/measuring-context";
import css from "./lesion-panel.module.css";
import { LesionRow } from "./lesion-row";
import { middleOf, sumOfProducts } from "./measured-lesion";
import { useMeasuredLesions } from "./use-measured-lesions";

interface LesionPanelProps {
  /** Whose lesions are measured, such as ET. */
  region: string;
  segmentationId: number | null;
  /** Whether the proposals are drawn. */
  on: boolean;
  onSwitch: (on: boolean) => void;
  onGoTo: (voxel: Triple) => void;
}

/** The sum of the products of both diameters of each lesion, and the lesions it is made of. */
export function LesionPanel({ region, segmentationId, on, onSwitch, onGoTo }: LesionPanelProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const list = useId();
  const [open, setOpen] = useState(false);
  const { mayKeep, keep } = useMeasuringContext();
  const { lesions, isPending, error, refetch } = useMeasuredLesions(segmentationId);
  const known = segmentationId !== null && !isPending && error === null;
  const measurable = lesions.filter((lesion) => lesion.measurable);
  const small = lesions.length - measurable.length;
  return (
    <div className={css.panel} data-testid="lesions">
      <div className={css.head}>
        <div>
          <Switch label={t("lesions.title", { region })} on={on && known} disabled={!known} onChange={onSwitch} />
        </div>
        {segmentationId !== null && isPending && <span className={css.note}>{t("lesions.measuring")}</span>}
        {error !== null && (
          <Button small variant="quiet" onClick={refetch}>
            {t("lesions.failed")}
          </Button>
        )}
        {known && (
          <>
            <span className={css.sum} data-testid="sum-of-products" title={t("lesions.sumHint")}>
              {measurable.length === 0 ? t("lesions.none") : t("lesions.sum", { sum: formatProduct(sumOfProducts(lesions), locale) })}
            </span>
            <Button
              small
              variant="quiet"
              className={css.more}
              aria-expanded={open}
              aria-controls={list}
              disabled={lesions.length === 0}
              onClick={() => setOpen(!open)}
            >
              {small === 0
                ? t("lesions.count", { count: lesions.length })
                : t("lesions.countOf", { measurable: measurable.length, count: lesions.length })}
            </Button>
          </>
        )}
      </div>
      {open && known && (
        <div id={list}>
          <ol className={css.rows}>
            {measurable.map((lesion) => (
              <LesionRow
                key={lesion.id}
                lesion={lesion}
                onShow={() => onGoTo(middleOf(lesion))}
                onAdjust={mayKeep && lesion.adjusted === null ? () => keep(lesion.shape) : null}
              />
            ))}
          </ol>
          {small > 0 && <p className={css.note}>{t("lesions.small", { count: small })}</p>}
        </div>
      )}
    </div>
  );
}
