import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { useLocale } from "@/lib/use-locale";

import { Icon } from "../components/icons";
import type { Triple } from "../geometry/axes";
import { formatProduct } from "../measurements/format-values";
import { useDrawingState, useMeasuringContext } from "../measurements/measuring-context";
import css from "./lesion-panel.module.css";
import { LesionRow } from "./lesion-row";
import { middleOf, sumOfProducts, type MeasuredLesion } from "./measured-lesion";
import { markIdOf } from "./proposed-marks";
import { SmallLesions } from "./small-lesions";
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
  const rule = useId();
  const [open, setOpen] = useState(false);
  const [ruleOpen, setRuleOpen] = useState(false);
  const { drawing, mayKeep, remove } = useMeasuringContext();
  const { selected } = useDrawingState(drawing);
  const { lesions, isPending, error, refetch } = useMeasuredLesions(segmentationId);
  const known = segmentationId !== null && !isPending && error === null;
  const measurable = lesions.filter((lesion) => lesion.measurable);
  // What a hand has made too small stays in the list, where it can be taken back.
  const listed = lesions.filter((lesion) => lesion.measurable || lesion.kept !== null);
  const small = lesions.filter((lesion) => !listed.includes(lesion));
  const show = (lesion: MeasuredLesion) => {
    onGoTo(middleOf(lesion));
    // What is too small is not drawn otherwise.
    if (lesion.kept !== null || !lesion.measurable) drawing.select(markIdOf(lesion));
  };
  const adjust = (lesion: MeasuredLesion) => {
    show(lesion);
    if (!on) onSwitch(true);
    drawing.select(markIdOf(lesion));
  };
  const row = (lesion: MeasuredLesion) => (
    <LesionRow
      key={lesion.id}
      lesion={lesion}
      held={markIdOf(lesion) === selected}
      onShow={() => show(lesion)}
      onAdjust={mayKeep && !lesion.adjusted ? () => adjust(lesion) : null}
      onReset={mayKeep && lesion.adjusted && lesion.kept !== null ? () => remove(lesion.kept!) : null}
    />
  );
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
            <button
              type="button"
              className={css.ask}
              title={t("lesions.rule")}
              aria-label={t("lesions.rule")}
              aria-expanded={ruleOpen}
              aria-controls={rule}
              onClick={() => setRuleOpen(!ruleOpen)}
            >
              <Icon name="help" />
            </button>
            <Button
              small
              variant="quiet"
              className={css.more}
              aria-expanded={open}
              aria-controls={list}
              disabled={lesions.length === 0}
              onClick={() => setOpen(!open)}
            >
              {measurable.length === lesions.length
                ? t("lesions.count", { count: lesions.length })
                : t("lesions.countOf", { measurable: measurable.length, count: lesions.length })}
            </Button>
          </>
        )}
      </div>
      {ruleOpen && known && (
        <p id={rule} className={css.note}>
          {t("lesions.ruleText")}
        </p>
      )}
      {open && known && (
        <div id={list}>
          <ol className={css.rows}>{listed.map(row)}</ol>
          {small.length > 0 && <SmallLesions count={small.length}>{small.map(row)}</SmallLesions>}
        </div>
      )}
    </div>
  );
}
