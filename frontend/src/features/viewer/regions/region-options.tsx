import { useTranslation } from "react-i18next";

import { Choice } from "@/components/ui/choice";
import type { Region } from "@/lib/api-types";
import { choosePalette, usePalette } from "@/lib/palette";

import { DRAWING_MODES, type DrawingMode, type RegionStyles } from "../painting/region-style";
import css from "./region-options.module.css";
import { useDrawingModeName } from "./use-drawing-mode-name";

interface RegionOptionsProps {
  regions: readonly Region[];
  styles: RegionStyles;
  onDraw: (mode: DrawingMode) => void;
}

/** How all regions are drawn at once, and in whose colours. */
export function RegionOptions({ regions, styles, onDraw }: RegionOptionsProps) {
  const { t } = useTranslation();
  const nameOf = useDrawingModeName();
  const palette = usePalette();
  const modes = new Set(regions.map(({ id }) => styles[id]?.mode));
  const [shared] = modes;
  return (
    <div className={css.options}>
      <Choice
        label={t("viewer.drawing")}
        options={DRAWING_MODES.map((mode) => ({ value: mode, name: nameOf(mode) }))}
        // Regions that are drawn in different ways have none in common.
        value={modes.size === 1 ? (shared ?? "") : ""}
        onChoose={(mode) => onDraw(mode as DrawingMode)}
      />
      <Choice
        label={t("viewer.palette")}
        options={[
          { value: "standard", name: t("viewer.standardPalette") },
          { value: "colour-blind", name: t("viewer.colourBlindPalette") },
        ]}
        value={palette}
        onChoose={choosePalette}
      />
    </div>
  );
}
