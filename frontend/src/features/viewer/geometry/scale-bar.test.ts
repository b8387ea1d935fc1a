import { expect, test } from "vitest";

import { makeScaleBar } from "./scale-bar";

test("a bar is as many pixels long as its millimetres are", () => {
  expect(makeScaleBar(0.5, 120)).toEqual({ mm: 50, pixels: 100 });
  expect(makeScaleBar(0.03, 120)).toEqual({ mm: 2, pixels: 67 });
});

test("a bar is never longer than its room", () => {
  for (const mmPerPixel of [0.05, 0.3, 0.7, 1.3, 4]) {
    expect(makeScaleBar(mmPerPixel, 110).pixels).toBeLessThanOrEqual(110);
  }
});
