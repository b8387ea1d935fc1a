import { expect, test } from "vitest";

import { countValues, histogramPath } from "./histogram";

const slice = (pixels: number[], slope = 1, intercept = 0) => ({
  rows: 1,
  columns: pixels.length,
  pixels: Uint16Array.from(pixels),
  slope,
  intercept,
});

test("values are counted in real units, over all slices", () => {
  const slices = [slice([0, 10, 20, 39]), slice([0, 20], 0.5, 10)];
  expect(countValues(slices, { low: 0, high: 40 }, 4).counts).toEqual([1, 2, 2, 1]);
});

test("the greatest value is counted, and what lies outside is not", () => {
  expect(countValues([slice([5, 10, 20, 21])], { low: 10, high: 20 }, 2).counts).toEqual([1, 1]);
});

test("the air does not flatten the rest of the histogram", () => {
  const path = histogramPath({ range: { low: 0, high: 4 }, counts: [100000, 0, 400, 100] });
  expect(path).toBe("M0 1V0H0.25V1H0.5V0H0.75V0.5H1V1Z");
});

test("without any value there is a flat line", () => {
  expect(histogramPath({ range: { low: 0, high: 1 }, counts: [0, 0] })).toBe("M0 1V1H0.5V1H1V1Z");
});
