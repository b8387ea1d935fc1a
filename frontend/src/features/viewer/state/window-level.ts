import type { Study } from "@/lib/api-types";

import type { Window } from "../painting/window-table";

/** A window as radiologists set it: its centre and how much it spans. */
export interface LevelWidth {
  level: number;
  width: number;
}

/** The least and the greatest real value of a volume. */
export interface ValueRange {
  low: number;
  high: number;
}

const STEPS = 500;

/** How far one step of a slider goes: a whole value where there are many, else a part of the range. */
export function sliderStep({ low, high }: ValueRange): number {
  const span = high - low;
  return span >= STEPS ? Math.round(span / STEPS) : span / STEPS;
}

export function toLevelWidth({ low, high }: Window): LevelWidth {
  return { level: (low + high) / 2, width: high - low };
}

/** Give the window of a centre and a width; the width is at least one step, so that black lies below white. */
export function toWindow({ level, width }: LevelWidth, range: ValueRange): Window {
  const span = Math.max(width, sliderStep(range) || 1);
  return { low: level - span / 2, high: level + span / 2 };
}

// CSS pixels of a drag that move a window by as much as it spans at first.
const WINDOW_DRAG = 300;

/**
 * Give the window after a drag: to the right is wider, down is darker.
 *
 * Args:
 *   before: the window when the drag began.
 *   first: the window at first; a drag of it is equally fine whatever was done since.
 *   shift: CSS pixels.
 */
export function dragWindow(before: Window, { first, shift }: { first: Window; shift: { x: number; y: number } }): Window {
  const step = (first.high - first.low) / WINDOW_DRAG;
  const { level, width } = toLevelWidth(before);
  const span = Math.max(width + shift.x * step, step);
  const middle = level + shift.y * step;
  return { low: middle - span / 2, high: middle + span / 2 };
}

/** How a channel is shown at first, and between which values its window can lie. */
export interface ChannelDisplay {
  window: Window;
  range: ValueRange;
}

export function displayOf(windows: Study["windows"], channel: string): ChannelDisplay {
  const display = windows[channel];
  const [low = 0, high = 1] = display?.window ?? [];
  const [least = low, greatest = high] = display?.range ?? [];
  return { window: { low, high }, range: { low: least, high: greatest } };
}

/** The windows that one click sets. */
export const WINDOW_PRESETS = ["usual", "contrast", "soft", "full"] as const;

export type WindowPreset = (typeof WINDOW_PRESETS)[number];

/**
 * Give a preset's window; magnetic resonance has no units, so that all of them start from the volume's own values.
 *
 * "usual" is how the volume is shown at first, "contrast" half as wide, "soft" half as wide again, "full" all values.
 */
export function presetWindow(preset: WindowPreset, { window, range }: ChannelDisplay): Window {
  const { level, width } = toLevelWidth(window);
  switch (preset) {
    case "usual":
      return window;
    case "contrast":
      return toWindow({ level, width: width / 2 }, range);
    case "soft":
      return toWindow({ level, width: width * 1.5 }, range);
    case "full":
      return toWindow(toLevelWidth(range), range);
  }
}
