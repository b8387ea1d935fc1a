import { useTranslation } from "react-i18next";

import { Choice } from "@/components/ui/choice";
import type { Region } from "@/lib/api-types";

import { DRAWING_MODES, type DrawingMode, type RegionStyles } from "../painting/region-style";
import { useDrawingModeName } from "./use-drawing-mode-name";

interface DrawingChoiceProps {
  regions: readonly Region[];
  styles: RegionStyles;
  disabled: boolean;
  onDraw: (mode: DrawingMode) => void;
}

/** How all regions are drawn at once. */
export function DrawingChoice({ regions, styles, disabled, onDraw }: DrawingChoiceProps) {
  const { t } = useTranslation();
  const nameOf = useDrawingModeName();
  const modes = new Set(regions.map(({ id }) => styles[id]?.mode));
  const [shared] = modes;
  return (
    <Choice
      label={t("viewer.drawing")}
      options={DRAWING_MODES.map((mode) => ({ value: mode, name: nameOf(mode) }))}
      // Regions that are drawn in different ways have none in common.
      value={(modes.size === 1 ? shared : undefined) ?? ""}
      disabled={disabled}
      onChoose={(mode) => onDraw(mode as DrawingMode)}
    />
  );
}
