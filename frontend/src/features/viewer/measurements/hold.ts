import type { Axis, Triple } from "../geometry/axes";
import type { Grid } from "./draft";
import { handlesOf, moveAll, moveHandle, settle } from "./edit";
import type { Shape } from "./kinds";
import type { MarkId } from "./marks";

/** What of a mark is being moved: one of its handles, or all of it. */
export interface Hold {
  id: MarkId;
  version: number;
  /** As it was when this handle was taken hold of. */
  shape: Shape;
  /** Its points when the first of its handles was. */
  before: readonly Triple[];
  handle: number | null;
  start: Triple;
  /** The one that holds it; null where keys do. */
  pointer: number | null;
  moved: boolean;
}

/** What keys hold of a mark. */
export interface HeldEnd {
  id: MarkId;
  /** Null is all of it. */
  handle: number | null;
  /** How many handles there are. */
  count: number;
  axis: Axis;
  index: number;
  /** Where keys have brought it. */
  at: Triple;
}

/** Give the points of a mark once what is held of it has come to a place. */
export function movedPoints({ shape, handle, start }: Hold, to: Triple, grid: Grid): Triple[] {
  const { size } = grid;
  const moved =
    handle === null
      ? moveAll(shape, [to[0] - start[0], to[1] - start[1], to[2] - start[2]], size)
      : moveHandle(shape, handle, settle(to, shape, size), grid);
  return moved.map((point) => settle(point, shape, size));
}

// Voxels: diameters that were turned there and back come out a little beside where they were.
const SAME = 0.002;

/** Tell whether a mark has come back to where it was. */
export function unmoved({ shape, before }: Pick<Hold, "shape" | "before">, points: readonly Triple[], { size }: Grid): boolean {
  return points.every((point, at) =>
    settle(before[at]!, shape, size).every((place, dimension) => Math.abs(place - point[dimension]!) <= SAME),
  );
}

/** Give the handle that comes after another one, or before it; between the last and the first comes all of the mark. */
export function handleBeside(shape: Shape, handle: number | null, direction: 1 | -1): number | null {
  const order = [...handlesOf(shape).map(({ id }) => id), null];
  return order.at((order.indexOf(handle) + direction) % order.length) ?? null;
}

/** Give where a handle is; of all of a mark, where its first point is. */
export function placeOf(shape: Shape, handle: number | null): Triple {
  return handlesOf(shape).find(({ id }) => id === (handle ?? 0))?.at ?? shape.points[0]!;
}

/** Say what keys hold; null where a pointer does. */
export function heldByKeys({ id, shape, handle, pointer }: Hold, at: Triple): HeldEnd | null {
  if (pointer !== null) return null;
  const { axis, index } = shape;
  return { id, handle, count: handlesOf(shape).length, axis, index, at };
}
