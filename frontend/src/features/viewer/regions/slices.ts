import type { MaskProfile } from "@/lib/api-types";

import type { Axis, Triple } from "../geometry/axes";

/** Voxels on each slice of an axis, by region id. */
export type AxisProfile = MaskProfile[Axis];

/** A run of slices: the first, and the one after the last. */
export type SliceRun = readonly [first: number, end: number];

/** Give the slice on which a region is largest, the middle one of equals beside each other; null where it is on none. */
export function largestSlice(counts: readonly number[]): number | null {
  const most = Math.max(0, ...counts);
  if (most === 0) return null;
  const first = counts.indexOf(most);
  let last = first;
  while (counts[last + 1] === most) last += 1;
  return Math.floor((first + last) / 2);
}

/** Give the voxel whose three slices each show most of a region; null where the mask does not hold it. */
export function largestVoxel(profile: MaskProfile, region: string): Triple | null {
  const indexOn = (axis: Axis) => largestSlice(profile[axis][region] ?? []);
  const [x, y, z] = [indexOn("sagittal"), indexOn("coronal"), indexOn("axial")];
  return x === null || y === null || z === null ? null : [x, y, z];
}

/** Give the runs of slices on which a region is. */
export function runsOf(counts: readonly number[]): SliceRun[] {
  const runs: SliceRun[] = [];
  for (let first = 0; first < counts.length; first += 1) {
    if (counts[first] === 0) continue;
    let end = first + 1;
    while (end < counts.length && counts[end]! > 0) end += 1;
    runs.push([first, end]);
    first = end;
  }
  return runs;
}

/**
 * Give the next slice with a region from here, whichever it is; null where there is none on that side.
 *
 * Args:
 *   direction: 1 towards right, anterior, superior; -1 the other way.
 */
export function segmentedSlice(profile: AxisProfile, index: number, direction: 1 | -1): number | null {
  const counts = Object.values(profile);
  const length = Math.max(0, ...counts.map((each) => each.length));
  for (let next = index + direction; next >= 0 && next < length; next += direction) {
    if (counts.some((each) => (each[next] ?? 0) > 0)) return next;
  }
  return null;
}
