import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Fold } from "@/components/ui/fold";
import type { Region, Segmentation } from "@/lib/api-types";

import type { Triple } from "../geometry/axes";
import type { RegionStyle, RegionStyles } from "../painting/region-style";
import { DrawingChoice } from "../regions/drawing-choice";
import { PaletteSwitch } from "../regions/palette-switch";
import { useMaskRegions } from "../regions/region-context";
import { largestVoxel } from "../regions/slices";
import css from "./panels.module.css";
import { RegionRow } from "./region-row";

interface RegionPanelProps {
  /** In the colours that they are drawn in. */
  regions: readonly Region[];
  styles: RegionStyles;
  /** The mask that is shown, once there is one. */
  segmentation: Segmentation | null;
  disabled: boolean;
  /** Whether nothing but edges is drawn, whatever was chosen. */
  outlined?: boolean;
  onChange: (region: string, change: Partial<RegionStyle>) => void;
  onGoTo: (voxel: Triple) => void;
  /** What else is laid over the image. */
  children?: ReactNode;
}

/** Which regions are drawn and how, how large they are, and how sure that is. */
export function RegionPanel({ regions, styles, segmentation, disabled, outlined = false, onChange, onGoTo, children }: RegionPanelProps) {
  const { t } = useTranslation();
  const { profile } = useMaskRegions();
  return (
    <Fold
      name="regions"
      title={t("viewer.regions")}
      tools={
        <DrawingChoice
          regions={regions}
          styles={styles}
          disabled={outlined}
          onDraw={(mode) => regions.forEach(({ id }) => onChange(id, { mode }))}
        />
      }
    >
      <div className={css.rows}>
        {regions.map((region) => {
          const style = styles[region.id];
          const largest = profile && largestVoxel(profile, region.id);
          return (
            style && (
              <RegionRow
                key={region.id}
                region={region}
                style={style}
                segmentation={segmentation}
                disabled={disabled}
                outlined={outlined}
                onChange={(change) => onChange(region.id, change)}
                onJump={largest && (() => onGoTo(largest))}
              />
            )
          );
        })}
        <PaletteSwitch />
        {children}
      </div>
    </Fold>
  );
}
