import { gzipSync } from "node:zlib";

import { expect, test, vi } from "vitest";

import { nifti } from "@/testing/nifti";

import { decodeVolume } from "./decode-volume";

const COUNT = 40 * 50 * 60;
const VALUES = Array.from({ length: COUNT }, (_, at) => (at * 7919) % 30000);
const FILE = gzipSync(nifti({ shape: [40, 50, 60], format: "int16", values: VALUES }));
const SCALE = { slope: 1, intercept: 0 };

const stream = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]).stream();

test("a compressed file becomes a volume, and tells how far it is", async () => {
  const onProgress = vi.fn<(progress: number) => void>();
  const volume = await decodeVolume(stream(FILE), { scale: SCALE, onProgress });
  expect(volume).toMatchObject({ shape: [40, 50, 60], ...SCALE });
  expect([...volume.pixels]).toEqual(VALUES);
  const told = onProgress.mock.calls.map(([progress]) => progress);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.length).toBeLessThanOrEqual(20);
  expect(told.at(-1)).toBeGreaterThan(0.9);
});

test("a file that is cut off or damaged is refused", async () => {
  const options = { scale: SCALE, onProgress: () => undefined };
  await expect(decodeVolume(stream(FILE.subarray(0, FILE.length / 2)), options)).rejects.toThrow();
  await expect(decodeVolume(stream(new Uint8Array(1000)), options)).rejects.toThrow();
});
