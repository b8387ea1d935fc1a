import { expect, test } from "vitest";

import { fitRect } from "./fit";

test("a wide picture touches the sides and is centred in height", () => {
  expect(fitRect({ width: 400, height: 400 }, { width: 240, height: 120 })).toEqual({ x: 0, y: 100, width: 400, height: 200 });
});

test("a tall picture touches top and bottom", () => {
  expect(fitRect({ width: 400, height: 300 }, { width: 100, height: 300 })).toEqual({ x: 150, y: 0, width: 100, height: 300 });
});

test("thick slices are stretched to their true height", () => {
  const { width, height } = fitRect({ width: 600, height: 600 }, { width: 200, height: 150 });
  expect(height / width).toBeCloseTo(0.75);
});

test("edges lie on whole pixels", () => {
  const rect = fitRect({ width: 427, height: 451 }, { width: 239.7, height: 155.3 });
  expect(Object.values(rect).every(Number.isInteger)).toBe(true);
});

test("a picture without size is not drawn", () => {
  expect(fitRect({ width: 10, height: 10 }, { width: 0, height: 5 })).toEqual({ x: 0, y: 0, width: 0, height: 0 });
});
