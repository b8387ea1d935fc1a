import { expect, test } from "vitest";

import { formatImageValue, formatMainValue, formatProduct } from "./format-values";

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

test("real values have about four digits", () => {
  expect([0.12345, 12.345, 123.45, 12345.6].map((value) => formatImageValue(value, "en-GB"))).toEqual(["0.123", "12.3", "123.5", "12,346"]);
});

test("a product is in whole mm²", () => {
  expect(formatProduct(258.9, "en-GB")).toBe("259\u00a0mm²");
});
