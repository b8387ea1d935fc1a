import { LAYOUTS, type Axis, type Triple } from "../geometry/axes";
import type { Shape } from "./kinds";
import { flattenToMm, planeOf, unflattenFromMm, type Flat } from "./plane";

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
export function moveHandle(shape: Shape, handle: number, to: Triple, spacing: Triple): Triple[] {
  const points = [...shape.points];
  if (shape.kind === "ellipse" && handle >= 2) {
    const [first, second] = planeOf(shape.axis);
    const [alongFirst, alongSecond] = handle === 2 ? [1, 0] : [0, 1];
    points[alongFirst] = put(points[alongFirst]!, first, to[first]);
    points[alongSecond] = put(points[alongSecond]!, second, to[second]);
    return points;
  }
  if (shape.kind === "bidirectional") return moveLineEnd(shape, handle, to, spacing);
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

/**
 * Move an end of one of two perpendicular lines.
 *
 * The other line turns with it around where both cross, so that they stay at right angles; an end that is pulled along
 * its own line turns nothing.
 */
function moveLineEnd(shape: Shape, handle: number, to: Triple, spacing: Triple): Triple[] {
  const places = shape.points.map((point) => flattenToMm(point, shape.axis, spacing));
  const fixed = handle ^ 1;
  const moved = flattenToMm(to, shape.axis, spacing);
  const [own, turned] = [subtract(moved, places[fixed]!), subtract(places[handle]!, places[fixed]!)];
  const length = Math.hypot(...own) * Math.hypot(...turned);
  if (length === 0) return [...shape.points];
  const cosine = (own[0] * turned[0] + own[1] * turned[1]) / length;
  const sine = (turned[0] * own[1] - turned[1] * own[0]) / length;
  const scale = Math.hypot(...own) / Math.hypot(...turned);
  const [c, d] = handle < 2 ? [2, 3] : [0, 1];
  const across = [places[c]!, places[d]!];
  // Where the other line meets this one moves along with it; from there, the other line keeps its own lengths.
  const along = project(across[0]!, places[fixed]!, turned);
  const foot: Flat = [places[fixed]![0] + along * turned[0], places[fixed]![1] + along * turned[1]];
  const reach = along * scale;
  const newFoot: Flat = [
    places[fixed]![0] + reach * (turned[0] * cosine - turned[1] * sine),
    places[fixed]![1] + reach * (turned[0] * sine + turned[1] * cosine),
  ];
  const result = [...shape.points];
  result[handle] = to;
  [c, d].forEach((end, number) => {
    const arm = subtract(across[number]!, foot);
    const place: Flat = [
      newFoot[0] + arm[0] * cosine - arm[1] * sine,
      newFoot[1] + arm[0] * sine + arm[1] * cosine,
    ];
    result[end] = unflattenFromMm(place, shape, spacing);
  });
  return result;
}

/** Tell how far along a line, as a share of it, a point lies. */
function project(point: Flat, start: Flat, along: Flat): number {
  const off = subtract(point, start);
  return (off[0] * along[0] + off[1] * along[1]) / (along[0] ** 2 + along[1] ** 2);
}

function subtract(a: Flat, b: Flat): Flat {
  return [a[0] - b[0], a[1] - b[1]];
}

function put(point: Triple, dimension: 0 | 1 | 2, place: number): Triple {
  const changed: [number, number, number] = [...point];
  changed[dimension] = place;
  return changed;
}

function shifted(point: Triple, by: readonly number[]): Triple {
  return [point[0] + (by[0] ?? 0), point[1] + (by[1] ?? 0), point[2] + (by[2] ?? 0)];
}
