import { describe, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { handlesOf, moveAll, moveHandle, settle } from "./edit";
import { geometryValues } from "./geometry-values";
import type { Shape } from "./kinds";
import { flattenToMm } from "./plane";

const SPACING: Triple = [0.5, 1, 3];
const SIZE: Triple = [40, 50, 30];

test("a point is moved alone", () => {
  const shape: Shape = { kind: "angle", axis: "axial", index: 3, points: [[1, 1, 3], [5, 5, 3], [9, 1, 3]] };
  expect(moveHandle(shape, 1, [6, 7, 3], SPACING)).toEqual([[1, 1, 3], [6, 7, 3], [9, 1, 3]]);
});

describe("an ellipse", () => {
  const shape: Shape = { kind: "ellipse", axis: "sagittal", index: 4, points: [[4, 10, 6], [4, 30, 12]] };

  test("is held at the four corners of its box", () => {
    expect(handlesOf(shape).map(({ at }) => at)).toEqual([[4, 10, 6], [4, 30, 12], [4, 30, 6], [4, 10, 12]]);
  });

  test.each([0, 1, 2, 3])("pulled at corner %i keeps the opposite corner", (corner) => {
    const opposite = { 0: 1, 1: 0, 2: 3, 3: 2 }[corner]!;
    const before = handlesOf(shape)[opposite]!.at;
    const moved = { ...shape, points: moveHandle(shape, corner, [4, 17, 9], SPACING) };
    expect(handlesOf(moved)[opposite]!.at).toEqual(before);
    expect(handlesOf(moved)[corner]!.at).toEqual([4, 17, 9]);
  });
});

describe("two perpendicular lines", () => {
  // 10 mm and 4 mm on a grid whose sides differ.
  const shape: Shape = { kind: "bidirectional", axis: "axial", index: 6, points: [[10, 10, 6], [30, 10, 6], [16, 8, 6], [16, 12, 6]] };
  const cosine = ({ axis, points }: Shape) => {
    const [a, b, c, d] = points.map((point) => flattenToMm(point, axis, SPACING)) as [number, number][];
    const [u, v] = [[b![0] - a![0], b![1] - a![1]], [d![0] - c![0], d![1] - c![1]]] as const;
    return (u[0] * v[0] + u[1] * v[1]) / (Math.hypot(...u) * Math.hypot(...v));
  };

  test.each([0, 1, 2, 3])("stay at right angles when end %i is pulled anywhere", (end) => {
    const moved = { ...shape, points: moveHandle(shape, end, [23, 19, 6], SPACING) };
    expect(Math.abs(cosine(moved))).toBeLessThan(1e-12);
    expect(moved.points[end]).toEqual([23, 19, 6]);
    expect(moved.points[end ^ 1]).toEqual(shape.points[end ^ 1]);
  });

  test("pulled along its own line, one grows and the other keeps its length and direction", () => {
    const moved = { ...shape, points: moveHandle(shape, 1, [34, 10, 6], SPACING) };
    expect(geometryValues(moved, SPACING).long_mm).toBeCloseTo(12);
    expect(geometryValues(moved, SPACING).short_mm).toBeCloseTo(4);
    // It still crosses at three tenths of the way.
    expect(moved.points[2]![0]).toBeCloseTo(10 + 0.3 * 24);
  });

  test("pulled onto the other end it changes nothing", () => {
    expect(moveHandle(shape, 1, [10, 10, 6], SPACING)).toEqual(shape.points);
  });
});

describe("moving all of a measurement", () => {
  const shape: Shape = { kind: "distance", axis: "coronal", index: 7, points: [[5, 7, 5], [10, 7, 20]] };

  test("keeps its form and its slice", () => {
    expect(moveAll(shape, [2, 99, -3], SIZE)).toEqual([[7, 7, 2], [12, 7, 17]]);
  });

  test("ends at the edges of the volume, its form kept", () => {
    expect(moveAll(shape, [100, 0, 100], SIZE)).toEqual([[34.5, 7, 14.5], [39.5, 7, 29.5]]);
    expect(moveAll(shape, [-100, 0, -100], SIZE)).toEqual([[-0.5, 7, -0.5], [4.5, 7, 14.5]]);
  });
});

test("a point settles in its slice, inside the volume, at a thousandth of a voxel", () => {
  expect(settle([-3, 12.34567, 8.4], { axis: "axial", index: 8 }, SIZE)).toEqual([-0.5, 12.346, 8]);
  expect(settle([39.8, 50, 99], { axis: "coronal", index: 49 }, SIZE)).toEqual([39.5, 49, 29.5]);
});
