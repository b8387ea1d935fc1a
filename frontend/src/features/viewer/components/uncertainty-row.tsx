import { useId } from "react";
import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import type { Segmentation } from "@/lib/api-types";

import type { LayerStyle } from "../painting/region-style";
import css from "./panels.module.css";

interface UncertaintyRowProps {
  style: LayerStyle;
  segmentation: Segmentation | null;
  onChange: (change: Partial<LayerStyle>) => void;
}

/** Whether it is shown where the network is unsure, how strongly, what the colours mean, and what else changes with it. */
export function UncertaintyRow({ style: { on, opacity }, segmentation, onChange }: UncertaintyRowProps) {
  const { t } = useTranslation();
  const name = t("viewer.uncertainty");
  const hint = useId();
  const known = segmentation?.has_uncertainty ?? false;
  return (
    <div className={css.region} data-testid="uncertainty" title={t("viewer.uncertaintyHint")}>
      <Switch label={name} describedBy={hint} on={on && known} disabled={!known} onChange={(next) => onChange({ on: next })} />
      <input
        type="range"
        min={0}
        max={100}
        value={Math.round(opacity * 100)}
        disabled={!known || !on}
        aria-label={t("viewer.opacityOf", { region: name })}
        onChange={(event) => onChange({ opacity: event.target.valueAsNumber / 100 })}
      />
      {known && (
        <span className={css.legend}>
          {t("viewer.sure")}
          <img src="/api/segmentations/uncertainty-scale.png" alt={t("viewer.uncertaintyScale")} />
          {t("viewer.undecided")}
        </span>
      )}
      <p id={hint} className={on && known ? css.hint : "visually-hidden"}>
        {t("viewer.uncertaintyHint")}
      </p>
      {!known && segmentation !== null && <span className={css.legend}>{t("viewer.uncertaintyUnknown")}</span>}
    </div>
  );
}
