import { expect, test } from "vitest";

import { AXES, LAYOUTS } from "./axes";
import { planeOf } from "./plane-of";

test.each([
  ["axial", [0, 1]],
  ["coronal", [0, 2]],
  ["sagittal", [1, 2]],
] as const)("an %s slice lies along the dimensions %j", (axis, dimensions) => {
  expect(planeOf(axis)).toEqual(dimensions);
});

test.each(AXES)("the plane of an %s slice is of its columns and its rows, in the canonical order", (axis) => {
  const { columns, rows } = LAYOUTS[axis];
  expect(planeOf(axis)).toEqual([columns, rows].toSorted());
});
