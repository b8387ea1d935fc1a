import { describe, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { handlesOf, moveAll, moveHandle, settle } from "./edit";
import type { Shape } from "./kinds";

const GRID = { size: [40, 50, 30] as Triple, spacing: [0.5, 1, 3] as Triple };
const SIZE = GRID.size;

test("a point is moved alone", () => {
  const shape: Shape = { kind: "angle", axis: "axial", index: 3, points: [[1, 1, 3], [5, 5, 3], [9, 1, 3]] };
  expect(moveHandle(shape, 1, [6, 7, 3], GRID)).toEqual([[1, 1, 3], [6, 7, 3], [9, 1, 3]]);
});

describe("an ellipse", () => {
  const shape: Shape = { kind: "ellipse", axis: "sagittal", index: 4, points: [[4, 10, 6], [4, 30, 12]] };

  test("is held at the four corners of its box", () => {
    expect(handlesOf(shape).map(({ at }) => at)).toEqual([[4, 10, 6], [4, 30, 12], [4, 30, 6], [4, 10, 12]]);
  });

  test.each([0, 1, 2, 3])("pulled at corner %i keeps the opposite corner", (corner) => {
    const opposite = { 0: 1, 1: 0, 2: 3, 3: 2 }[corner]!;
    const before = handlesOf(shape)[opposite]!.at;
    const moved = { ...shape, points: moveHandle(shape, corner, [4, 17, 9], GRID) };
    expect(handlesOf(moved)[opposite]!.at).toEqual(before);
    expect(handlesOf(moved)[corner]!.at).toEqual([4, 17, 9]);
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
