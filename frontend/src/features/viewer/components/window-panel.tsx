import { useTranslation } from "react-i18next";

import { Fold } from "@/components/ui/fold";
import { useLocale } from "@/lib/use-locale";

import type { Triple } from "../geometry/axes";
import type { Window } from "../painting/window-table";
import type { SliceSource } from "../slices/slice-source";
import {
  presetWindow,
  sliderStep,
  toLevelWidth,
  toWindow,
  WINDOW_PRESETS,
  type ChannelDisplay,
  type WindowPreset,
} from "../state/window-level";
import { Icon } from "./icons";
import css from "./panels.module.css";
import { WindowHistogram } from "./window-histogram";

interface WindowPanelProps {
  channel: string;
  channelName: string;
  source: SliceSource;
  shape: Triple;
  /** How the channel is shown at first. */
  display: ChannelDisplay;
  window: Window;
  /** Whether the window was set by hand. */
  changed: boolean;
  onChange: (window: Window) => void;
  onReset: () => void;
}

/** Which values lie between black and white: by preset, on the histogram, or as level and width. */
export function WindowPanel(props: WindowPanelProps) {
  const { channel, channelName, source, shape, display, window, changed, onChange, onReset } = props;
  const { range } = display;
  const { t } = useTranslation();
  const { level, width } = toLevelWidth(window);
  const step = sliderStep(range);
  return (
    <Fold
      name="window"
      title={t("viewer.windowOf", { channel: channelName })}
      label={t("viewer.window")}
      tools={
        <>
          <PresetChoice display={display} window={window} onChange={onChange} />
          <button
            type="button"
            className={css.reset}
            aria-label={t("viewer.reset")}
            title={t("viewer.reset")}
            disabled={!changed}
            onClick={onReset}
          >
            <Icon name="reset" />
          </button>
        </>
      }
    >
      <div className={css.rows}>
        <WindowHistogram
          channel={channel}
          source={source}
          shape={shape}
          display={display}
          window={window}
          onChange={onChange}
        />
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
    </Fold>
  );
}

function PresetChoice({ display, window, onChange }: Pick<WindowPanelProps, "display" | "window" | "onChange">) {
  const { t } = useTranslation();
  const names: Record<WindowPreset, string> = {
    usual: t("viewing.windows.usual"),
    contrast: t("viewing.windows.contrast"),
    soft: t("viewing.windows.soft"),
    full: t("viewing.windows.full"),
  };
  const chosen = WINDOW_PRESETS.find((preset) => {
    const { low, high } = presetWindow(preset, display);
    return low === window.low && high === window.high;
  });
  return (
    <select
      className={css.preset}
      aria-label={t("viewing.windows.preset")}
      value={chosen ?? ""}
      onChange={(event) => onChange(presetWindow(event.target.value as WindowPreset, display))}
    >
      {chosen === undefined && <option value="">{t("viewing.windows.byHand")}</option>}
      {WINDOW_PRESETS.map((preset) => (
        <option key={preset} value={preset}>
          {names[preset]}
        </option>
      ))}
    </select>
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
