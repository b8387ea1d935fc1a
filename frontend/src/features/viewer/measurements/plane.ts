import type { Axis, Triple } from "../geometry/axes";
import { planeOf } from "../geometry/plane-of";

/** A place in the plane of a slice, along the two canonical axes that it lies in, in their order. */
export type Flat = readonly [number, number];

/** Give a point in the plane of its slice, in voxels. */
export function flatten(point: Triple, axis: Axis): Flat {
  const [first, second] = planeOf(axis);
  return [point[first], point[second]];
}

/** Give a point in the plane of its slice, in mm by the true spacing. */
export function flattenToMm(point: Triple, axis: Axis, spacing: Triple): Flat {
  const [first, second] = planeOf(axis);
  return [point[first] * spacing[first], point[second] * spacing[second]];
}

/** Put a place of the plane, in mm, back into its slice. */
export function unflattenFromMm(place: Flat, { axis, index }: { axis: Axis; index: number }, spacing: Triple): Triple {
  const [first, second] = planeOf(axis);
  const point: [number, number, number] = [index, index, index];
  point[first] = place[0] / spacing[first];
  point[second] = place[1] / spacing[second];
  return point;
}

export function distance(a: Flat, b: Flat): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/**
 * Measure the area inside a closed line that does not cross itself; positive counter-clockwise.
 *
 * Source: Braden, "The Surveyor's Area Formula", The College Mathematics Journal 17 (1986).
 */
export function signedArea(corners: readonly Flat[]): number {
  const origin = corners[0];
  if (origin === undefined) return 0;
  let twice = 0;
  corners.forEach((corner, number) => {
    const next = corners[(number + 1) % corners.length]!;
    // Around the first corner, so that nothing is lost to cancellation far from the origin.
    twice += (corner[0] - origin[0]) * (next[1] - origin[1]) - (next[0] - origin[0]) * (corner[1] - origin[1]);
  });
  return twice / 2;
}
