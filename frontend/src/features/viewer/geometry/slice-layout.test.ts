import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { edgeLetters, indexOf, sliceCount, sliceExtent, sliceSize, toTriple, type Axis } from "./axes";
import { FIT, makeViewTransform } from "./view-transform";

interface LayoutCase {
  axis: Axis;
  convention: "radiological" | "neurological";
  count: number;
  rows: number;
  columns: number;
  mm_between_rows: number;
  mm_between_columns: number;
  letters: Record<"top" | "bottom" | "left" | "right", string>;
  marks: { voxel: number[]; index: number; row: number; column: number }[];
}

// The server's slices are tested against the same file.
const shared = new URL("../../../../../tests/shared/slice-layout.json", import.meta.url);
const layout = JSON.parse(readFileSync(shared, "utf8")) as { shape: number[]; spacing: number[]; cases: LayoutCase[] };
const shape = toTriple(layout.shape);
const spacing = toTriple(layout.spacing);

describe.each(layout.cases)("the $axis view in $convention convention", (known) => {
  const { axis, convention, rows, columns } = known;
  const flipped = convention === "neurological";

  test("has the size of the server's slices", () => {
    expect(sliceCount(shape, axis)).toBe(known.count);
    expect(sliceSize(shape, axis)).toEqual({ rows, columns });
    const width = columns * known.mm_between_columns;
    expect(sliceExtent(shape, spacing, axis)).toEqual({ width, height: rows * known.mm_between_rows });
  });

  test("has the letters of the patient's sides", () => {
    expect(edgeLetters(axis, flipped)).toEqual(known.letters);
  });

  test.each(known.marks)("shows voxel $voxel in row $row, column $column", (mark) => {
    const frame = { width: columns * 40 * known.mm_between_columns, height: rows * 40 * known.mm_between_rows };
    const { toCanvas, toVoxel, rect } = makeViewTransform({ axis, shape, spacing, frame, camera: FIT, flipped });
    const voxel = toTriple(mark.voxel);
    const centre = toCanvas(voxel);
    expect(indexOf(voxel, axis)).toBe(mark.index);
    expect((centre.x - rect.x) / (rect.width / columns)).toBeCloseTo(mark.column + 0.5);
    expect((centre.y - rect.y) / (rect.height / rows)).toBeCloseTo(mark.row + 0.5);
    toVoxel(centre, mark.index).forEach((value, dimension) => expect(value).toBeCloseTo(voxel[dimension]!));
  });
});
