import { expect, test } from "vitest";

import { displayOf, dragWindow, presetWindow, sliderStep, toLevelWidth, toWindow } from "./window-level";

test("level and width are the middle and the span of a window", () => {
  expect(toLevelWidth({ low: 20, high: 100 })).toEqual({ level: 60, width: 80 });
  expect(toWindow({ level: 60, width: 80 }, { low: 0, high: 1000 })).toEqual({ low: 20, high: 100 });
});

test("black always lies below white", () => {
  for (const range of [{ low: 0, high: 1000 }, { low: 5, high: 5 }]) {
    const { low, high } = toWindow({ level: 60, width: 0 }, range);
    expect(low).toBeLessThan(high);
  }
});

test("a slider goes in whole values where there are many", () => {
  expect(sliderStep({ low: 0, high: 4000 })).toBe(8);
  expect(sliderStep({ low: 0, high: 5 })).toBe(0.01);
});

test("a channel's window and range come from the study", () => {
  const windows = { flair: { window: [3, 90] as number[], range: [0, 127] as number[] } };
  expect(displayOf(windows, "flair")).toEqual({ window: { low: 3, high: 90 }, range: { low: 0, high: 127 } });
});

test("presets start from the volume's own values", () => {
  const display = { window: { low: 100, high: 300 }, range: { low: 0, high: 1000 } };
  expect(presetWindow("usual", display)).toEqual({ low: 100, high: 300 });
  expect(presetWindow("contrast", display)).toEqual({ low: 150, high: 250 });
  expect(presetWindow("soft", display)).toEqual({ low: 50, high: 350 });
  expect(presetWindow("full", display)).toEqual({ low: 0, high: 1000 });
});

test("a drag never makes a window narrower than nothing", () => {
  const first = { low: 0, high: 300 };
  const { low, high } = dragWindow(first, { first, shift: { x: -5000, y: 0 } });
  expect(high).toBeGreaterThan(low);
});
