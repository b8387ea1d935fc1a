import { LAYOUTS, type Axis, type Triple } from "../geometry/axes";
import { planeOf } from "../geometry/plane-of";
import type { Shape } from "./kinds";
import { moveLineEnd, type Bounds } from "./two-lines";

/** A place at which a measurement is taken hold of: a point of it, or a corner of an ellipse's box that is none. */
export interface Handle {
  id: number;
  at: Triple;
}

/** Give the handles of a measurement, in the order of its points. */
export function handlesOf({ kind, axis, points }: Shape): Handle[] {
  const handles = points.map((at, id) => ({ id, at }));
  const [a, b] = points;
  if (kind !== "ellipse" || a === undefined || b === undefined) return handles;
  const [first] = planeOf(axis);
  // The two other corners of the box.
  return [...handles, { id: 2, at: put(a, first, b[first]) }, { id: 3, at: put(b, first, a[first]) }];
}

/** Move one handle of a measurement; what belongs together moves with it. */
export function moveHandle(shape: Shape, handle: number, to: Triple, grid: Bounds): Triple[] {
  const points = [...shape.points];
  if (shape.kind === "ellipse" && handle >= 2) {
    const [first, second] = planeOf(shape.axis);
    const [alongFirst, alongSecond] = handle === 2 ? [1, 0] : [0, 1];
    points[alongFirst] = put(points[alongFirst]!, first, to[first]);
    points[alongSecond] = put(points[alongSecond]!, second, to[second]);
    return points;
  }
  if (shape.kind === "bidirectional") return moveLineEnd(shape, handle, to, grid);
  points[handle] = to;
  return points;
}

/** Move a whole measurement within its slice, but not out of the volume. */
export function moveAll({ axis, points }: Shape, by: Triple, size: Triple): Triple[] {
  const shift = ([0, 1, 2] as const).map((dimension) => {
    if (dimension === LAYOUTS[axis].through) return 0;
    const places = points.map((point) => point[dimension]);
    const [least, most] = [-0.5 - Math.min(...places), size[dimension] - 0.5 - Math.max(...places)];
    return Math.min(Math.max(by[dimension], least), most);
  });
  return points.map((point) => shifted(point, shift));
}

/** Keep a point in its slice and inside the volume, to a thousandth of a voxel. */
export function settle(point: Triple, { axis, index }: { axis: Axis; index: number }, size: Triple): Triple {
  const kept = point.map((place, dimension) => {
    const inside = Math.min(Math.max(place, -0.5), size[dimension]! - 0.5);
    return Math.round(inside * 1000) / 1000;
  }) as [number, number, number];
  kept[LAYOUTS[axis].through] = index;
  return kept;
}

function put(point: Triple, dimension: 0 | 1 | 2, place: number): Triple {
  const changed: [number, number, number] = [...point];
  changed[dimension] = place;
  return changed;
}

function shifted(point: Triple, by: readonly number[]): Triple {
  return [point[0] + (by[0] ?? 0), point[1] + (by[1] ?? 0), point[2] + (by[2] ?? 0)];
}
