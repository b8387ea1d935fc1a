import { expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import type { Shape } from "./kinds";
import { boxOf } from "./rectangles";
import { PROBE_PX, trace } from "./trace";

const toScreen = ([x, y]: Triple) => ({ x: 10 * x, y: 10 * y });
const shape = (kind: Shape["kind"], ...points: [number, number][]): Shape => ({ kind, axis: "axial", index: 5, points: points.map(([x, y]) => [x, y, 5]) });

test("lines go from point to point", () => {
  const pieces = trace(shape("angle", [1, 1], [2, 2], [3, 1]), toScreen);
  expect(pieces).toEqual([
    [{ x: 10, y: 10 }, { x: 20, y: 20 }],
    [{ x: 20, y: 20 }, { x: 30, y: 10 }],
  ]);
});

test("two diameters are two lines", () => {
  expect(trace(shape("bidirectional", [1, 3], [5, 3], [2, 1], [2, 6]), toScreen)).toHaveLength(2);
});

test("a probe is a cross of its own size", () => {
  expect(boxOf(trace(shape("probe", [3, 4]), toScreen).flat())).toEqual({ x: 30 - PROBE_PX, y: 40 - PROBE_PX, width: 2 * PROBE_PX, height: 2 * PROBE_PX });
});

test("an ellipse fills its box and is closed", () => {
  const pieces = trace(shape("ellipse", [1, 2], [5, 4]), toScreen);
  const { x, y, width, height } = boxOf(pieces.flat());
  [x, y, width, height].forEach((side, number) => expect(side).toBeCloseTo([10, 20, 40, 20][number]!));
  expect(pieces.at(-1)![1]).toEqual(pieces[0]![0]);
});

test("of a long outline no more is followed than a label needs", () => {
  const circle = Array.from({ length: 1000 }, (_, number): [number, number] => [Math.cos(number / 159), Math.sin(number / 159)]);
  const pieces = trace(shape("freehand", ...circle), toScreen);
  expect(pieces.length).toBeLessThanOrEqual(20);
  expect(pieces.at(-1)![1]).toEqual(pieces[0]![0]);
});

test("what has only begun has no line", () => {
  expect(trace(shape("distance", [1, 1]), toScreen)).toEqual([]);
  expect(trace(shape("ellipse", [1, 1]), toScreen)).toEqual([]);
});
