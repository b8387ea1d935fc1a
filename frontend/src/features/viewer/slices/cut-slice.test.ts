import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { AXES, sliceCount, sliceSize, toTriple, type Axis } from "../geometry/axes";
import { cutSlice, type Volume } from "./cut-slice";

interface LayoutCase {
  axis: Axis;
  convention: "radiological" | "neurological";
  marks: { voxel: number[]; index: number; row: number; column: number }[];
}

// The server's slices are tested against the same file.
const shared = new URL("../../../../../tests/shared/slice-layout.json", import.meta.url);
const layout = JSON.parse(readFileSync(shared, "utf8")) as { shape: number[]; cases: LayoutCase[] };
const shape = toTriple(layout.shape);
// Every voxel has a value of its own.
const volume: Volume = {
  shape,
  pixels: Uint16Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, at) => at),
  slope: 2,
  intercept: -7,
};
const valueAt = ([x, y, z]: readonly number[]) => x! + shape[0] * (y! + shape[1] * z!);

describe.each(layout.cases.filter(({ convention }) => convention === "radiological"))("an $axis slice", ({ axis, marks }) => {
  test.each(marks)("holds voxel $voxel in row $row, column $column, as the server's does", ({ voxel, index, row, column }) => {
    const slice = cutSlice(volume, axis, index);
    expect(slice).toMatchObject({ ...sliceSize(shape, axis), slope: 2, intercept: -7 });
    expect(slice.pixels[row * slice.columns + column]).toBe(valueAt(voxel));
  });
});

test.each(AXES)("the %s slices hold every voxel once", (axis) => {
  const all = Array.from({ length: sliceCount(shape, axis) }, (_, index) => [...cutSlice(volume, axis, index).pixels]);
  expect(all.flat().toSorted((a, b) => a - b)).toEqual([...volume.pixels]);
});

test("labels stay bytes", () => {
  expect(cutSlice({ ...volume, pixels: Uint8Array.from(volume.pixels) }, "axial", 0).pixels).toBeInstanceOf(Uint8Array);
});

test("bytes that stand for colours are cut as the colours that the server's PNGs have", () => {
  const colours = Uint32Array.from({ length: 256 }, (_, byte) => 0xff000000 + 7 * byte);
  const bytes = Uint8Array.from(volume.pixels);
  for (const axis of AXES) {
    const plain = cutSlice({ ...volume, pixels: bytes }, axis, 1);
    const coloured = cutSlice({ ...volume, pixels: bytes, colours }, axis, 1);
    expect(coloured.pixels).toEqual(Uint32Array.from(plain.pixels, (byte) => colours[byte]!));
  }
});

test("there is no slice outside the volume", () => {
  expect(() => cutSlice(volume, "axial", -1)).toThrow(RangeError);
  expect(() => cutSlice(volume, "axial", shape[2])).toThrow(RangeError);
});
