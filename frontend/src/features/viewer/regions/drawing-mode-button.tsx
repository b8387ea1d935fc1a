import { useTranslation } from "react-i18next";

import { DRAWING_MODES, type DrawingMode } from "../painting/region-style";
import css from "./drawing-mode-button.module.css";
import { useDrawingModeName } from "./use-drawing-mode-name";

interface DrawingModeButtonProps {
  region: string;
  mode: DrawingMode;
  disabled: boolean;
  onChange: (mode: DrawingMode) => void;
}

/** Shows what is drawn of a region, and changes to the next of fill, outline and both. */
export function DrawingModeButton({ region, mode, disabled, onChange }: DrawingModeButtonProps) {
  const { t } = useTranslation();
  const nameOf = useDrawingModeName();
  const label = t("viewer.drawingOf", { region, mode: nameOf(mode) });
  const next = DRAWING_MODES[(DRAWING_MODES.indexOf(mode) + 1) % DRAWING_MODES.length]!;
  return (
    <button
      type="button"
      className={css.button}
      aria-label={label}
      title={label}
      disabled={disabled}
      data-mode={mode}
      onClick={() => onChange(next)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle
          cx={8}
          cy={8}
          r={5.5}
          fill={mode === "outline" ? "none" : "currentColor"}
          fillOpacity={mode === "both" ? 0.45 : 1}
          stroke={mode === "fill" ? "none" : "currentColor"}
          strokeWidth={1.5}
        />
      </svg>
    </button>
  );
}
