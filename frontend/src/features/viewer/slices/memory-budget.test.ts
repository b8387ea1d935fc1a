import { expect, test } from "vitest";

import { memoryBudget } from "./memory-budget";

const MIB = 2 ** 20;
// Four channels of 16 bits and a mask, 240 x 240 x 155.
const CASE = 240 * 240 * 155 * 9;

test("a usual machine holds a whole case", () => {
  expect(memoryBudget(8)).toBe(512 * MIB);
  expect(memoryBudget(2)).toBeGreaterThan(CASE);
});

test("a browser that does not say how much memory there is holds a whole case", () => {
  expect(memoryBudget(undefined)).toBeGreaterThan(CASE);
  expect(memoryBudget(Number.NaN)).toBe(memoryBudget(undefined));
});

test("a small machine holds less than a volume", () => {
  expect(memoryBudget(0.25)).toBeLessThan(240 * 240 * 155 * 2);
});
