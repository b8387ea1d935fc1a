import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { middleIndex, sliceCount, type Triple } from "../geometry/axes";
import type { Window } from "../painting/window-table";
import type { Slice, SliceKey, SliceSource } from "../slices/slice-source";
import { countValues, histogramPath } from "../state/histogram";
import { sliderStep, type ChannelDisplay } from "../state/window-level";
import css from "./window-histogram.module.css";

interface WindowHistogramProps {
  channel: string;
  source: SliceSource;
  shape: Triple;
  /** How the channel is shown at first. */
  display: ChannelDisplay;
  window: Window;
  onChange: (window: Window) => void;
}

const BINS = 128;
// Slices across the volume that stand for all of them.
const SAMPLES = 16;

/** How often the values of a channel occur, with a handle for black and one for white. */
export function WindowHistogram({ channel, source, shape, display, window, onChange }: WindowHistogramProps) {
  const { t } = useTranslation();
  const { range, window: first } = display;
  const span = first.high - first.low;
  // The few brightest voxels would leave no room for all the others.
  const low = Math.max(range.low, first.low - span / 4);
  const high = Math.min(range.high, first.high + span / 2);
  const slices = useSamples(source, channel, shape);
  const path = useMemo(() => histogramPath(countValues(slices, { low, high }, BINS)), [slices, low, high]);
  const share = (value: number) => Math.min(Math.max((value - low) / Math.max(high - low, Number.EPSILON), 0), 1);
  const step = sliderStep(range) || 1;
  const handle = { type: "range", min: low, max: high, step: step / 10 } as const;
  return (
    <div className={css.histogram} data-testid="histogram">
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <path className={css.bars} d={path} />
        <rect className={css.inside} x={share(window.low)} width={share(window.high) - share(window.low)} y={0} height={1} />
      </svg>
      <input
        {...handle}
        aria-label={t("viewing.windows.black")}
        value={window.low}
        // Where both handles meet, the one that has further to go is on top.
        style={{ zIndex: share(window.low) > 0.5 ? 1 : undefined }}
        onChange={(event) => onChange({ ...window, low: Math.min(event.target.valueAsNumber, window.high - step) })}
      />
      <input
        {...handle}
        aria-label={t("viewing.windows.white")}
        value={window.high}
        onChange={(event) => onChange({ ...window, high: Math.max(event.target.valueAsNumber, window.low + step) })}
      />
    </div>
  );
}

/** Give slices that stand for a volume: across it once it is in memory, the middle one before. */
function useSamples(source: SliceSource, channel: string, shape: Triple): readonly Slice[] {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const whole = useSyncExternalStore(subscribe, () => source.progress({ kind: "image", channel }) === 1);
  const middleKey = useMemo<SliceKey>(
    () => ({ kind: "image", channel, axis: "axial", index: middleIndex(shape, "axial") }),
    [channel, shape],
  );
  const middle = useSyncExternalStore(subscribe, () => source.get(middleKey));
  useEffect(() => {
    source.want("histogram", [middleKey], { aside: true });
    return () => source.want("histogram", [], { aside: true });
  }, [source, middleKey]);
  return useMemo(() => {
    if (!whole) return middle === undefined ? [] : [middle];
    const count = sliceCount(shape, "axial");
    const indices = Array.from({ length: SAMPLES }, (_, at) => Math.floor(((at + 0.5) / SAMPLES) * count));
    return indices
      .map((index) => source.get({ kind: "image", channel, axis: "axial", index }))
      .filter((slice) => slice !== undefined);
  }, [source, channel, shape, whole, middle]);
}
