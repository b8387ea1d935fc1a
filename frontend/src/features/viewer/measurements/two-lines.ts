import type { Triple } from "../geometry/axes";
import { planeOf } from "../geometry/plane-of";
import type { Shape } from "./kinds";
import { distance, flattenToMm, unflattenFromMm, type Flat } from "./plane";

export interface Bounds {
  /** Voxels along x, y, z. */
  size: Triple;
  /** mm along x, y, z. */
  spacing: Triple;
}

// Of the long line, when both are drawn at once.
const SHORT_SHARE = 0.5;

/** Draw the line at right angles to one that a hand has drawn: across its middle, half as long, inside the volume. */
export function withShortLine<T extends Shape>(shape: T, { size, spacing }: Bounds): T {
  const [start, end] = shape.points.map((point) => flattenToMm(point, shape.axis, spacing));
  if (start === undefined || end === undefined) return shape;
  const middle: Flat = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const across = acrossOf(start, end);
  const arm = Math.min((distance(start, end) * SHORT_SHARE) / 2, roomAround(middle, across, shape, { size, spacing }));
  const short = [arm, -arm].map((reach) => unflattenFromMm(along(middle, across, reach), shape, spacing));
  return { ...shape, points: [...shape.points.slice(0, 2), ...short] };
}

/**
 * Move an end of one of two lines that stand at right angles.
 *
 * The longer line is the one that is measured first: its other end stays, and the short line turns with it. An end of
 * the short one leaves the long one alone: it goes away from or towards it, and takes its line along between its ends.
 * Where the volume ends, the short one does: cut off at the edge, it stays at right angles.
 */
export function moveLineEnd(shape: Shape, handle: number, to: Triple, { size, spacing }: Bounds): Triple[] {
  const places = shape.points.map((point) => flattenToMm(point, shape.axis, spacing));
  const longFirst = distance(places[0]!, places[1]!) >= distance(places[2]!, places[3]!);
  const moved = flattenToMm(to, shape.axis, spacing);
  const ofLong = handle < 2 === longFirst;
  const next = ofLong ? turnBoth(places, handle, moved) : slideShort(places, handle, moved);
  if (next !== places) cutOff(next, longFirst ? [0, 1] : [2, 3], shape, { size, spacing });
  // What stays is not rounded on its way to mm and back.
  return shape.points.map((point, number) => {
    if (number === handle && ofLong) return next === places ? point : to;
    return next[number] === places[number] ? point : unflattenFromMm(next[number]!, shape, spacing);
  });
}

/** Move an end of the long line; the short one keeps its length and crosses at the same share of the way. */
function turnBoth(places: Flat[], handle: number, moved: Flat): Flat[] {
  const [own, turned] = [subtract(moved, places[handle ^ 1]!), subtract(places[handle]!, places[handle ^ 1]!)];
  const length = Math.hypot(...own) * Math.hypot(...turned);
  if (length === 0) return places;
  const fixed = places[handle ^ 1]!;
  const cosine = dot(own, turned) / length;
  const sine = (turned[0] * own[1] - turned[1] * own[0]) / length;
  const [c, d] = othersOf(handle);
  const share = dot(subtract(places[c]!, fixed), turned) / dot(turned, turned);
  const foot = along(fixed, turned, share);
  const newFoot = along(fixed, own, share);
  const next = [...places];
  next[handle] = moved;
  for (const end of [c, d]) {
    const [x, y] = subtract(places[end]!, foot);
    next[end] = [newFoot[0] + x * cosine - y * sine, newFoot[1] + x * sine + y * cosine];
  }
  return next;
}

/** Move an end of the short line: it stays on its side of the long one, which it crosses between its ends. */
function slideShort(places: Flat[], handle: number, moved: Flat): Flat[] {
  const [a, b] = othersOf(handle);
  const [start, end] = [places[a]!, places[b]!];
  const length = distance(start, end);
  const across = acrossOf(start, end);
  const offLine = (place: Flat) => dot(subtract(place, start), across);
  const [own, other] = [offLine(places[handle]!), offLine(places[handle ^ 1]!)];
  const side = own >= other ? 1 : -1;
  const foot = along(start, subtract(end, start), clamp(dot(subtract(moved, start), subtract(end, start)) / length ** 2, 0, 1));
  const next = [...places];
  next[handle] = along(foot, across, side * Math.max(side * offLine(moved), 0));
  next[handle ^ 1] = along(foot, across, other);
  return next;
}

/** Take what lies outside the volume off the short line. */
function cutOff(places: Flat[], [a, b]: readonly [number, number], { axis }: Shape, { size, spacing }: Bounds): void {
  const [start, line] = [places[a]!, subtract(places[b]!, places[a]!)];
  for (const end of othersOf(a)) {
    const foot = along(start, line, dot(subtract(places[end]!, start), line) / dot(line, line));
    const arm = subtract(places[end]!, foot);
    const shares = planeOf(axis).map((dimension, number) => {
      const edge = (arm[number]! < 0 ? -0.5 : size[dimension] - 0.5) * spacing[dimension];
      return arm[number] === 0 ? 1 : (edge - foot[number]!) / arm[number]!;
    });
    const share = clamp(Math.min(...shares), 0, 1);
    if (share < 1) places[end] = along(foot, arm, share);
  }
}

function othersOf(handle: number): readonly [number, number] {
  return handle < 2 ? [2, 3] : [0, 1];
}

/** Give the direction at right angles to a line, 1 mm long; none where the line has no length. */
function acrossOf(start: Flat, end: Flat): Flat {
  const [x, y] = subtract(end, start);
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [-y / length, x / length];
}

/** Tell how far, in mm, both ways from a place lead before the volume ends. */
function roomAround(middle: Flat, across: Flat, { axis }: Shape, { size, spacing }: Bounds): number {
  const rooms = planeOf(axis).map((dimension, number) => {
    const [place, step] = [middle[number]!, Math.abs(across[number]!)];
    const edge = Math.min(place + 0.5 * spacing[dimension], (size[dimension] - 0.5) * spacing[dimension] - place);
    return step === 0 ? Infinity : edge / step;
  });
  return Math.max(0, Math.min(...rooms));
}

function along(start: Flat, direction: Flat, reach: number): Flat {
  return [start[0] + reach * direction[0], start[1] + reach * direction[1]];
}

function subtract(a: Flat, b: Flat): Flat {
  return [a[0] - b[0], a[1] - b[1]];
}

function dot(a: Flat, b: Flat): number {
  return a[0] * b[0] + a[1] * b[1];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
