import { describe, expect, test } from "vitest";

import { LAYOUTS, type Axis, type Triple } from "./axes";
import { indexForKey, voxelForKey } from "./keys";
import { FIT, makeViewTransform } from "./view-transform";

test.each([
  ["ArrowUp", 51],
  ["ArrowRight", 51],
  ["ArrowDown", 49],
  ["ArrowLeft", 49],
  ["PageUp", 55],
  ["PageDown", 45],
  ["Home", 0],
  ["End", 154],
])("%s leads from slice 50 to %i", (key, index) => {
  expect(indexForKey(key, 50, 155)).toBe(index);
});

test("keys stop at the ends", () => {
  expect(indexForKey("PageUp", 153, 155)).toBe(154);
  expect(indexForKey("ArrowDown", 0, 155)).toBe(0);
});

test("other keys are not for the view", () => {
  expect(indexForKey("Tab", 3, 155)).toBeNull();
});

describe.each<[Axis, boolean]>([
  ["axial", false],
  ["axial", true],
  ["coronal", false],
  ["coronal", true],
  ["sagittal", false],
  ["sagittal", true],
])("in the %s view, flipped %s", (axis, flipped) => {
  const voxel: Triple = [20, 30, 10];
  const view = { axis, shape: [60, 70, 40], spacing: [1, 1, 2], frame: { width: 300, height: 200 }, camera: FIT, flipped } as const;
  const { toCanvas } = makeViewTransform(view);

  test.each([
    ["ArrowRight", 1, 0],
    ["ArrowLeft", -1, 0],
    ["ArrowDown", 0, 1],
    ["ArrowUp", 0, -1],
  ])("%s leads to the voxel that stands there on the screen", (key, right, down) => {
    const next = voxelForKey(key, voxel, { axis, flipped })!;
    const [from, to] = [toCanvas(voxel), toCanvas(next)];
    expect([Math.sign(Math.round(to.x - from.x)), Math.sign(Math.round(to.y - from.y))]).toEqual([right, down]);
    expect(next[LAYOUTS[axis].through]).toBe(voxel[LAYOUTS[axis].through]);
  });
});

test("other keys lead to no voxel", () => {
  expect(voxelForKey("Enter", [1, 2, 3], { axis: "axial", flipped: false })).toBeNull();
});
