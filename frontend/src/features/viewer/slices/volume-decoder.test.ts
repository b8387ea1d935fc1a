import { describe, expect, test } from "vitest";

import { nifti } from "@/testing/nifti";

import { VolumeDecoder } from "./volume-decoder";

const SHAPE = [3, 2, 2] as const;
const COUNT = 12;
const SAME = { slope: 1, intercept: 0 };

function decode(file: Uint8Array, scale: { slope: number; intercept: number } | null, piece = file.length) {
  const decoder = new VolumeDecoder(scale);
  for (let at = 0; at < file.length; at += piece) decoder.push(file.subarray(at, at + piece));
  return decoder.finish();
}

describe.each([1, 2] as const)("a NIfTI-%i file", (version) => {
  describe.each(["uint8", "int16", "int32", "float32", "float64", "int8", "uint16", "uint32", "int64", "uint64"] as const)(
    "of %s",
    (format) => {
      test.each([true, false])("gives its values, little-endian: %s", (littleEndian) => {
        const values = Array.from({ length: COUNT }, (_, at) => 10 * at);
        const file = nifti({ version, shape: SHAPE, format, littleEndian, values });
        const { shape, pixels } = decode(file, SAME);
        expect(shape).toEqual(SHAPE);
        expect(pixels).toBeInstanceOf(Uint16Array);
        expect([...pixels]).toEqual(values);
      });
    },
  );
});

test.each([1, 7, 350, 353, 541])("pieces of %i bytes make the same volume", (piece) => {
  const values = Array.from({ length: COUNT }, (_, at) => 1000 * at + 7);
  const file = nifti({ shape: SHAPE, format: "float64", values });
  expect([...decode(file, SAME, piece).pixels]).toEqual(values);
});

test("pixels are the server's: value = slope * stored + intercept, in steps of the pixel's scale from its intercept", () => {
  const file = nifti({ shape: [2, 2, 1], format: "int16", values: [-5, 0, 1, 100], slope: 0.5, intercept: 2 });
  const scale = { slope: 0.5, intercept: -0.5 };
  const { pixels, ...kept } = decode(file, scale);
  expect([...pixels]).toEqual([0, 5, 6, 105]);
  expect(kept).toEqual({ shape: [2, 2, 1], ...scale });
});

test("halves go to the even pixel, as the server rounds, and what lies beyond is clipped", () => {
  const values = [0.5, 1.5, 2.5, 2.4999, -3, 65534.5, 65535.5, 1e30];
  const file = nifti({ shape: [2, 2, 2], format: "float64", values });
  expect([...decode(file, SAME).pixels]).toEqual([0, 2, 2, 2, 0, 65534, 65535, 65535]);
});

test("a slope of 0 says that values are stored as they are", () => {
  const file = nifti({ shape: [2, 1, 1], format: "uint8", values: [3, 4], slope: 0, intercept: 9 });
  expect([...decode(file, SAME).pixels]).toEqual([3, 4]);
});

test("the bytes of an uncertainty are places among its colours, whatever the file's slope makes of them", () => {
  const colours = Uint32Array.from({ length: 256 }, (_, at) => 0xff000000 + at);
  const file = nifti({ shape: [2, 2, 1], format: "uint8", values: [0, 1, 24, 255], slope: 1 / 255 });
  const decoder = new VolumeDecoder(null, colours);
  decoder.push(file);
  expect(decoder.finish()).toEqual({ shape: [2, 2, 1], pixels: Uint8Array.of(0, 1, 24, 255), colours, slope: 1, intercept: 0 });
  expect(() => decode(file, null)).toThrow("as they are");
});

test("labels stay bytes", () => {
  const { pixels } = decode(nifti({ shape: [2, 2, 1], format: "uint8", values: [0, 1, 2, 4] }), null);
  expect(pixels).toBeInstanceOf(Uint8Array);
  expect([...pixels]).toEqual([0, 1, 2, 4]);
});

test("labels that are no bytes are refused", () => {
  expect(() => decode(nifti({ shape: [2, 2, 1], format: "int16", values: [0, 1, 2, 4] }), null)).toThrow("bytes");
});

test("a file that is cut off is refused", () => {
  const file = nifti({ shape: SHAPE, format: "int16", values: new Array<number>(COUNT).fill(1) });
  expect(() => decode(file.subarray(0, file.length - 1), SAME)).toThrow("cut off");
  expect(() => decode(file.subarray(0, 100), SAME)).toThrow("header");
});

test("bytes after the voxels are left alone", () => {
  const file = nifti({ shape: [2, 1, 1], format: "uint8", values: [3, 4] });
  expect([...decode(new Uint8Array([...file, 9, 9, 9]), SAME).pixels]).toEqual([3, 4]);
});

test("progress counts voxels", () => {
  const file = nifti({ shape: [2, 2, 250], format: "uint8", values: new Array<number>(1000).fill(1) });
  const decoder = new VolumeDecoder(SAME);
  expect(decoder.progress).toBe(0);
  decoder.push(file.subarray(0, file.length - 250));
  expect(decoder.progress).toBe(0.75);
});
