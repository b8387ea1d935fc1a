import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { AXES, sliceCount, sliceSize, toTriple, type Axis } from "./axes";
import { insideVolume, pixelInSlice } from "./pixel-in-slice";

interface LayoutCase {
  axis: Axis;
  convention: "radiological" | "neurological";
  columns: number;
  marks: { voxel: number[]; row: number; column: number }[];
}

// The server's slices are tested against the same file.
const shared = new URL("../../../../../tests/shared/slice-layout.json", import.meta.url);
const layout = JSON.parse(readFileSync(shared, "utf8")) as { shape: number[]; cases: LayoutCase[] };
const shape = toTriple(layout.shape);

describe.each(layout.cases.filter(({ convention }) => convention === "radiological"))("an $axis slice", ({ axis, columns, marks }) => {
  test.each(marks)("holds voxel $voxel in row $row, column $column, as the server's does", ({ voxel, row, column }) => {
    expect(pixelInSlice(shape, axis, toTriple(voxel))).toBe(row * columns + column);
  });
});

test.each(AXES)("every pixel of an %s slice is of one voxel", (axis) => {
  const { rows, columns } = sliceSize(shape, axis);
  const found = new Map<number, number>();
  for (let x = 0; x < shape[0]; x += 1) {
    for (let y = 0; y < shape[1]; y += 1) {
      for (let z = 0; z < shape[2]; z += 1) {
        const pixel = pixelInSlice(shape, axis, [x, y, z]);
        found.set(pixel, (found.get(pixel) ?? 0) + 1);
      }
    }
  }
  expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: rows * columns }, (_, pixel) => pixel));
  expect(new Set(found.values())).toEqual(new Set([sliceCount(shape, axis)]));
});

test("a voxel lies inside or it does not", () => {
  expect(insideVolume(shape, [0, 0, 0])).toBe(true);
  expect(insideVolume(shape, [shape[0], 0, 0])).toBe(false);
  expect(insideVolume(shape, [0, -1, 0])).toBe(false);
  expect(insideVolume(shape, [0.5, 0, 0])).toBe(false);
});
