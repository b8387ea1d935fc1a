import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import type { Region, Segmentation } from "@/lib/api-types";
import { formatMillilitres, formatPercent } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import type { RegionStyles } from "../painting/region-style";
import { Confidence } from "./confidence";
import css from "./panels.module.css";

interface RegionPanelProps {
  regions: readonly Region[];
  styles: RegionStyles;
  /** The mask that is shown, once there is one. */
  segmentation: Segmentation | null;
  disabled: boolean;
  onSwitch: (region: string, on: boolean) => void;
  onOpacity: (region: string, opacity: number) => void;
  /** What else is laid over the image. */
  children?: ReactNode;
}

/** Which regions are drawn, how strongly, how large they are, and how sure that is. */
export function RegionPanel({ regions, styles, segmentation, disabled, onSwitch, onOpacity, children }: RegionPanelProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <section className={css.panel} aria-label={t("viewer.regions")}>
      <div className={css.head}>
        <h2>{t("viewer.regions")}</h2>
      </div>
      <div className={css.rows}>
        {regions.map((region) => {
          const { on = false, opacity = 0 } = styles[region.id] ?? {};
          const volume = segmentation?.volumes_ml[region.id];
          return (
            <div key={region.id} className={css.region} data-testid={`region-${region.id}`}>
              <Switch
                label={region.id}
                colour={region.colour}
                on={on}
                disabled={disabled}
                onChange={(next) => onSwitch(region.id, next)}
              >
                {region.id} <span className={css.name}>{region.name}</span>
              </Switch>
              <input
                type="range"
                min={0}
                max={100}
                value={Math.round(opacity * 100)}
                disabled={disabled || !on}
                aria-label={t("viewer.opacityOf", { region: region.id })}
                onChange={(event) => onOpacity(region.id, event.target.valueAsNumber / 100)}
              />
              <span className={css.percent}>{formatPercent(opacity, locale)}</span>
              <span className={css.volume} data-testid={`volume-${region.id}`}>
                {volume === undefined ? "–" : formatMillilitres(volume, locale)}
                <span className={css.unit}>{t("units.millilitres")}</span>
              </span>
              <Confidence segmentation={segmentation} region={region} />
            </div>
          );
        })}
        {children}
      </div>
    </section>
  );
}
