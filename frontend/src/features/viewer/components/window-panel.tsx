import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { useLocale } from "@/lib/use-locale";

import type { Window } from "../painting/window-table";
import { sliderStep, toLevelWidth, toWindow, type ValueRange } from "../state/window-level";
import css from "./panels.module.css";

interface WindowPanelProps {
  channelName: string;
  range: ValueRange;
  window: Window;
  /** Whether the window was set by hand. */
  changed: boolean;
  onChange: (window: Window) => void;
  onReset: () => void;
}

/** Which values lie between black and white, as level and width. */
export function WindowPanel({ channelName, range, window, changed, onChange, onReset }: WindowPanelProps) {
  const { t } = useTranslation();
  const { level, width } = toLevelWidth(window);
  const step = sliderStep(range);
  return (
    <section className={css.panel} aria-label={t("viewer.window")}>
      <div className={css.head}>
        <h2>{t("viewer.windowOf", { channel: channelName })}</h2>
        <Button small variant="quiet" disabled={!changed} onClick={onReset}>
          {t("viewer.reset")}
        </Button>
      </div>
      <div className={css.rows}>
        <ValueSlider
          label={t("viewer.level")}
          min={range.low}
          max={range.high}
          step={step}
          value={level}
          onChange={(next) => onChange(toWindow({ level: next, width }, range))}
        />
        <ValueSlider
          label={t("viewer.width")}
          min={step}
          max={range.high - range.low}
          step={step}
          value={width}
          onChange={(next) => onChange(toWindow({ level, width: next }, range))}
        />
      </div>
    </section>
  );
}

interface ValueSliderProps {
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
}

function ValueSlider({ label, min, max, step, value, onChange }: ValueSliderProps) {
  const number = new Intl.NumberFormat(useLocale(), { maximumSignificantDigits: 4 });
  return (
    <label className={css.slider}>
      {label}
      <input
        type="range"
        min={min}
        max={max}
        // The default lies between the steps, and must stay where it is.
        step={step / 10}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output className={css.value}>{number.format(value)}</output>
    </label>
  );
}
