import { expect, test } from "vitest";

import { nifti } from "@/testing/nifti";

import { NiftiError, readHeader } from "./read-header";

const VOLUME = { shape: [3, 2, 2], format: "int16", values: new Array<number>(12).fill(1) } as const;

test.each([1, 2] as const)("a NIfTI-%i header says what the voxels are", (version) => {
  const header = readHeader(nifti({ ...VOLUME, version, slope: 0.5, intercept: -3, littleEndian: false }));
  expect(header).toMatchObject({ shape: [3, 2, 2], littleEndian: false, slope: 0.5, intercept: -3 });
  expect(header.format.size).toBe(2);
});

test("extensions before the voxels are told of by the offset", () => {
  expect(readHeader(nifti({ ...VOLUME, offset: 512 })).offset).toBe(512);
});

test("a fourth dimension of one is no other volume", () => {
  expect(readHeader(nifti({ ...VOLUME, dim: [4, 3, 2, 2, 1, 1, 1, 1] })).shape).toEqual([3, 2, 2]);
});

test.each([
  ["a series", { dim: [4, 3, 2, 2, 5, 1, 1, 1] }, "dimensions"],
  ["a single slice", { dim: [2, 3, 2, 1, 1, 1, 1, 1] }, "dimensions"],
  ["an empty axis", { dim: [3, 3, 0, 2, 1, 1, 1, 1] }, "dimensions"],
  ["colours", { datatype: 128 }, "datatype 128"],
  ["complex numbers", { datatype: 32 }, "datatype 32"],
  ["voxels within the header", { offset: 300 }, "byte 300"],
  ["a scale that is none", { slope: 2, intercept: Number.NaN }, "scale"],
])("%s is refused", (_, fields, message) => {
  expect(() => readHeader(nifti({ ...VOLUME, ...fields }))).toThrow(message);
});

test("what is no NIfTI file is refused", () => {
  expect(() => readHeader(new Uint8Array(1000))).toThrow(NiftiError);
  expect(() => readHeader(new Uint8Array(10))).toThrow(NiftiError);
});
