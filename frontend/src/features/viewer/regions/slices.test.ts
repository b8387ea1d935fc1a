import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import type { MaskProfile } from "@/lib/api-types";

import { largestSlice, largestVoxel, runsOf, segmentedSlice } from "./slices";

// The server, which keeps where regions are widest, is tested against the same file.
const shared = new URL("../../../../../tests/shared/widest-slices.json", import.meta.url);

const PROFILE = {
  sagittal: { WT: [0, 1, 5, 5, 5, 0], ET: [0, 0, 0, 0, 0, 0] },
  coronal: { WT: [9, 1, 1], ET: [0, 0, 0] },
  axial: { WT: [0, 2, 3, 0, 0, 4, 0], ET: [0, 0, 0, 0, 1, 0, 0] },
};

test("the largest slice is the one with most voxels, and of equal neighbours the middle one", () => {
  expect(largestSlice([0, 2, 7, 3])).toBe(2);
  expect(largestSlice(PROFILE.sagittal.WT)).toBe(3);
  expect(largestSlice([4, 1, 4])).toBe(0);
});

test("a region that is nowhere has no largest slice", () => {
  expect(largestSlice([0, 0])).toBeNull();
  expect(largestSlice([])).toBeNull();
  expect(largestVoxel(PROFILE, "ET")).toBeNull();
  expect(largestVoxel(PROFILE, "XX")).toBeNull();
});

test("the largest slices of the three axes meet in one voxel, in the order x, y, z", () => {
  expect(largestVoxel(PROFILE, "WT")).toEqual([3, 0, 5]);
});

test("the largest slices are those that the server keeps", () => {
  const known = JSON.parse(readFileSync(shared, "utf8")) as { profile: MaskProfile; widest: Record<string, number[]> };
  for (const region of ["WT", "TC", "ET"]) {
    expect(largestVoxel(known.profile, region)).toEqual(known.widest[region] ?? null);
  }
});

test("a region's slices come in runs", () => {
  expect(runsOf(PROFILE.axial.WT)).toEqual([
    [1, 3],
    [5, 6],
  ]);
  expect(runsOf([1, 1])).toEqual([[0, 2]]);
  expect(runsOf([0, 0])).toEqual([]);
});

test("the next slice with a region is the nearest one of any region, over gaps and from outside", () => {
  expect(segmentedSlice(PROFILE.axial, 0, 1)).toBe(1);
  expect(segmentedSlice(PROFILE.axial, 2, 1)).toBe(4);
  expect(segmentedSlice(PROFILE.axial, 6, -1)).toBe(5);
  expect(segmentedSlice(PROFILE.axial, 4, -1)).toBe(2);
});

test("beyond the last one there is none", () => {
  expect(segmentedSlice(PROFILE.axial, 5, 1)).toBeNull();
  expect(segmentedSlice(PROFILE.axial, 1, -1)).toBeNull();
});
