import { expect, test } from "vitest";

import { wheelSteps, wheelZoom } from "./wheel";

const PIXELS = 0;
const LINES = 1;

test("one notch of a mouse is one slice, up the wheel up the axis", () => {
  expect(wheelSteps(0, { deltaY: -120, deltaMode: PIXELS }).steps).toBe(1);
  expect(wheelSteps(0, { deltaY: 100, deltaMode: PIXELS }).steps).toBe(-1);
  expect(wheelSteps(0, { deltaY: 3, deltaMode: LINES }).steps).toBe(-1);
});

test("a fast wheel goes several slices", () => {
  expect(wheelSteps(0, { deltaY: -360, deltaMode: PIXELS }).steps).toBe(3);
});

test("small movements of a trackpad add up", () => {
  let leftover = 0;
  let steps = 0;
  for (let move = 0; move < 10; move += 1) {
    const turn = wheelSteps(leftover, { deltaY: 8, deltaMode: PIXELS });
    ({ leftover } = turn);
    steps += turn.steps;
  }
  expect(steps).toBe(-2);
});

test("turning back does not have to undo what was left over", () => {
  expect(wheelSteps(35, { deltaY: -10, deltaMode: PIXELS })).toEqual({ steps: 0, leftover: -10 });
});

test("a notch up comes a quarter closer, and a notch down undoes it", () => {
  expect(wheelZoom({ deltaY: -120, deltaMode: PIXELS })).toBeCloseTo(1.25);
  expect(wheelZoom({ deltaY: 3, deltaMode: LINES })).toBeCloseTo(1 / 1.25);
  expect(wheelZoom({ deltaY: -600, deltaMode: PIXELS })).toBeCloseTo(1.25);
});

test("fingers that part on a trackpad zoom in small steps", () => {
  const factor = wheelZoom({ deltaY: -3, deltaMode: PIXELS });
  expect(factor).toBeGreaterThan(1.005);
  expect(factor).toBeLessThan(1.05);
});
