import { expect, test } from "vitest";

import { formatImageValue, formatImageValues, formatMainValue, formatMeanSd, formatProduct } from "./format-values";

test.each([
  [{ length_mm: 1234.56 }, "en-GB", "1,234.6\u00a0mm"],
  [{ length_mm: 1234.56 }, "de-DE", "1.234,6\u00a0mm"],
  [{ degrees: 45 }, "en-GB", "45.0°"],
  [{ long_mm: 23.44, short_mm: 11.05, product_mm2: 259 }, "ko-KR", "23.4 × 11.1\u00a0mm"],
  [{ area_cm2: 0.785, mean: 4, voxels: 12 }, "en-GB", "0.79\u00a0cm²"],
  [{ value: -3.25 }, "en-GB", "-3.25"],
  [{}, "en-GB", ""],
])("the main value of %o in %s is %s", (values, locale, text) => {
  expect(formatMainValue(values, locale)).toBe(text);
});

test.each([
  [{ length_mm: 1234.56 }, "1,234.6\u00a0px"],
  [{ long_mm: 23.44, short_mm: 11.05 }, "23.4 × 11.1\u00a0px"],
  [{ area_cm2: 0.785 }, "79\u00a0px²"],
])("in a picture the main value of %o is %s", (values, text) => {
  expect(formatMainValue(values, "en-GB", "px")).toBe(text);
});

test("real values have about four digits", () => {
  expect([0.12345, 12.345, 123.45, 12345.6].map((value) => formatImageValue(value, "en-GB"))).toEqual(["0.123", "12.3", "123.5", "12,346"]);
});

test("small real values keep three digits that count", () => {
  expect([0.0512345, 0.000912345].map((value) => formatImageValue(value, "en-GB"))).toEqual(["0.0512", "0.000912"]);
});

test.each([
  [51.1, 9.858, "51.1 ± 9.9"],
  [71, 35.6, "71.0 ± 35.6"],
  [120.25, 8.5, "120.3 ± 8.5"],
  [1834.2, 212.9, "1,834 ± 213"],
  [1834.2, 2.13, "1,834.2 ± 2.1"],
  [0.5, 0.12345, "0.500 ± 0.123"],
  [0.0512, 0.004, "0.0512 ± 0.0040"],
  [-3, 12.34, "-3.0 ± 12.3"],
  [250, 0, "250.0 ± 0.0"],
])("a mean of %d with a deviation of %d has the decimals of one reading", (mean, sd, text) => {
  expect(formatMeanSd(mean, sd, "en-GB").join(" ± ")).toBe(text);
});

test("the ends of a range have the same decimals, and none where both are whole", () => {
  expect(formatImageValues([9.858, 71.25], "en-GB")).toEqual(["9.9", "71.3"]);
  expect(formatImageValues([90, 151], "en-GB")).toEqual(["90", "151"]);
});

test("a product is in whole mm²", () => {
  expect(formatProduct(258.9, "en-GB")).toBe("259\u00a0mm²");
});
