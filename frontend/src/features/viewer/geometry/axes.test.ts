import { describe, expect, test } from "vitest";

import { AXES, clampIndex, edgeLetters, middleIndex, sliceCount, sliceExtent, sliceSize } from "./axes";

const SHAPE = [240, 200, 155] as const;
const SPACING = [1, 0.5, 3] as const;

test("the views stand side by side as axial, coronal, sagittal", () => {
  expect(AXES).toEqual(["axial", "coronal", "sagittal"]);
});

test("an axis has as many slices as voxels along it", () => {
  expect(AXES.map((axis) => sliceCount(SHAPE, axis))).toEqual([155, 200, 240]);
});

test("a slice has the rows and columns of the server's layout", () => {
  expect(sliceSize(SHAPE, "axial")).toEqual({ rows: 200, columns: 240 });
  expect(sliceSize(SHAPE, "coronal")).toEqual({ rows: 155, columns: 240 });
  expect(sliceSize(SHAPE, "sagittal")).toEqual({ rows: 155, columns: 200 });
});

test("a slice is as large as its voxels are, in mm", () => {
  expect(sliceExtent(SHAPE, SPACING, "axial")).toEqual({ width: 240, height: 100 });
  expect(sliceExtent(SHAPE, SPACING, "coronal")).toEqual({ width: 240, height: 465 });
  expect(sliceExtent(SHAPE, SPACING, "sagittal")).toEqual({ width: 100, height: 465 });
});

describe("in radiological convention", () => {
  test("the patient's right is on the viewer's left in axial and coronal views", () => {
    expect(edgeLetters("axial")).toEqual({ left: "R", right: "L", top: "A", bottom: "P" });
    expect(edgeLetters("coronal")).toEqual({ left: "R", right: "L", top: "S", bottom: "I" });
  });

  test("the nose is on the left in the sagittal view", () => {
    expect(edgeLetters("sagittal")).toEqual({ left: "A", right: "P", top: "S", bottom: "I" });
  });
});

test("a study opens in the middle", () => {
  expect(AXES.map((axis) => middleIndex(SHAPE, axis))).toEqual([77, 100, 120]);
});

test("no slice outside the volume can be gone to", () => {
  expect([clampIndex(-3, 10), clampIndex(4, 10), clampIndex(99, 10), clampIndex(5, 0)]).toEqual([0, 4, 9, 0]);
});
