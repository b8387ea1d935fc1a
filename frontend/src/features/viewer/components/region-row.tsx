import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import type { Region, Segmentation } from "@/lib/api-types";
import { formatMillilitres, formatPixels } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import type { RegionStyle } from "../painting/region-style";
import { useIsPicture } from "../picture-context";
import { DrawingModeButton } from "../regions/drawing-mode-button";
import { Confidence } from "./confidence";
import css from "./panels.module.css";

interface RegionRowProps {
  region: Region;
  style: RegionStyle;
  segmentation: Segmentation | null;
  disabled: boolean;
  /** Whether nothing but edges is drawn, whatever was chosen. */
  outlined: boolean;
  onChange: (change: Partial<RegionStyle>) => void;
  /** Goes to where the region is largest; null where it is nowhere, or nobody knows yet. */
  onJump: (() => void) | null;
}

/** How one region is drawn, how large it is, how sure that is, and the way there. */
export function RegionRow({ region, style, segmentation, disabled, outlined, onChange, onJump }: RegionRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const picture = useIsPicture();
  const { on, opacity, mode } = style;
  const volume = segmentation?.volumes_ml[region.id];
  const jump = t("viewer.largest", { region: region.id });
  return (
    <div className={css.region} data-testid={`region-${region.id}`}>
      <Switch label={region.id} colour={region.colour} on={on} disabled={disabled} onChange={(next) => onChange({ on: next })}>
        {region.id} <span className={css.name}>{region.name}</span>
      </Switch>
      <input
        type="range"
        min={0}
        max={100}
        value={Math.round(opacity * 100)}
        disabled={disabled || !on || mode === "outline"}
        aria-label={t("viewer.opacityOf", { region: region.id })}
        onChange={(event) => onChange({ opacity: event.target.valueAsNumber / 100 })}
      />
      <DrawingModeButton
        region={region.id}
        mode={mode}
        disabled={disabled || outlined || !on}
        onChange={(next) => onChange({ mode: next })}
      />
      <button
        type="button"
        className={css.jump}
        aria-label={jump}
        title={jump}
        disabled={onJump === null}
        onClick={() => onJump?.()}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1v4M8 11v4M1 8h4M11 8h4" />
          <circle cx={8} cy={8} r={4} />
        </svg>
      </button>
      <span className={css.volume} data-testid={`volume-${region.id}`}>
        {volume === undefined ? "–" : (picture ? formatPixels : formatMillilitres)(volume, locale)}
        <span className={css.unit}>{t(picture ? "units.squarePixels" : "units.millilitres")}</span>
      </span>
      <Confidence segmentation={segmentation} region={region} />
    </div>
  );
}
