import { indexOf, type Axis, type Triple } from "../geometry/axes";
import { planeOf } from "../geometry/plane-of";
import type { ViewLook, ViewPointer } from "../state/tools";
import { settle } from "./edit";
import type { Kind, Shape } from "./kinds";
import { simplify, uncross } from "./outline";
import { distance, flatten, flattenToMm, signedArea, unflattenFromMm, type Flat } from "./plane";
import { withShortLine } from "./two-lines";

/** A pointer, and which channel the view under it shows. */
export type DrawingPointer = ViewPointer & { look?: Pick<ViewLook, "channel"> };

/** A measurement while it is drawn: those of its points that stand, then one that follows the pointer. */
export interface Draft extends Shape {
  /** The channel of the view that it was begun in; null where the view did not say. */
  channel: string | null;
  /** How many points stand. */
  placed: number;
  /** Where the pointer was on the canvas at each point, device pixels. */
  trail: readonly Flat[];
  /** It is measured and stays on the screen alone: whoever drew it may not keep it. */
  finished?: boolean;
}

export interface Grid {
  /** Voxels along x, y, z. */
  size: Triple;
  /** mm along x, y, z. */
  spacing: Triple;
}

// What a hand places; of two diameters it draws the long one.
const POINTS: Record<Kind, number> = { distance: 2, angle: 3, ellipse: 2, freehand: Infinity, probe: 1, bidirectional: 2 };
// Device pixels: what a hand trembles on a click, and what a drawn line may do without.
const TREMBLE = 6;
const TOLERANCE = 0.75;
const SHORTEST_MM = 0.1;

/** Begin a measurement, or place the next point of one that is under way in the same slice. */
export function press(draft: Draft | null, kind: Kind, pointer: DrawingPointer, grid: Grid): Draft {
  const at = place(pointer, grid);
  const here: Flat = [pointer.canvas.x, pointer.canvas.y];
  if (draft?.kind === kind && !draft.finished && sameSlice(draft, pointer)) {
    const points = [...draft.points.slice(0, draft.placed), at];
    return whole({ ...draft, points, trail: [...draft.trail.slice(0, draft.placed), here] }, grid);
  }
  const slice = { axis: pointer.axis, index: indexOf(pointer.voxel, pointer.axis) };
  return { kind, ...slice, channel: pointer.look?.channel ?? null, points: [at], trail: [here], placed: 0 };
}

/** Follow the pointer; in another slice nothing follows. */
export function follow(draft: Draft, pointer: ViewPointer, grid: Grid): Draft {
  if (draft.finished || !sameSlice(draft, pointer)) return draft;
  const here: Flat = [pointer.canvas.x, pointer.canvas.y];
  const at = place(pointer, grid);
  if (draft.kind === "freehand") return { ...draft, points: [...draft.points, at], trail: [...draft.trail, here] };
  // While the first stroke lasts, its first point stays where it was pressed.
  const standing = draft.kind === "probe" ? 0 : Math.max(draft.placed, 1);
  const start = draft.points[0];
  const end = draft.kind === "ellipse" && pointer.shift && start ? onCircle(start, at, draft, grid) : at;
  const points = [...draft.points.slice(0, standing), end];
  return whole({ ...draft, points, trail: [...draft.trail.slice(0, standing), here] }, grid);
}

/**
 * Let the pointer go: a point stands where it was pressed and, after a drag, one where it was let go.
 *
 * Returns what is still to be drawn, or else the measurement; nothing of both where there is nothing to measure.
 */
export function release(draft: Draft, grid: Grid): { draft: Draft | null; done: Shape | null } {
  if (draft.kind === "freehand") return { draft: null, done: measurable(finishOutline(draft), grid) };
  const dragged = draft.placed === 0 && draft.trail.length > 1 && distance(draft.trail[0]!, draft.trail.at(-1)!) > TREMBLE;
  const placed = draft.placed + (dragged ? 2 : 1);
  if (placed >= POINTS[draft.kind]) return { draft: null, done: measurable(bare(draft), grid) };
  return { draft: { ...draft, placed, points: draft.points.slice(0, placed), trail: draft.trail.slice(0, placed) }, done: null };
}

/** Tell whether something is measured: lines with a length, regions with an area. */
export function measurable(shape: Shape, { spacing }: Grid): Shape | null {
  const places = shape.points.map((point) => flattenToMm(point, shape.axis, spacing));
  const apart = (one: number, other: number) => distance(places[one]!, places[other]!) >= SHORTEST_MM;
  switch (shape.kind) {
    case "probe":
      return shape;
    case "distance":
      return apart(0, 1) ? shape : null;
    case "angle":
      return apart(0, 1) && apart(1, 2) ? shape : null;
    case "ellipse":
      return [0, 1].every((along) => Math.abs(places[1]![along]! - places[0]![along]!) >= SHORTEST_MM) ? shape : null;
    case "freehand":
      return places.length > 2 && Math.abs(signedArea(places)) >= SHORTEST_MM ** 2 ? shape : null;
    case "bidirectional":
      return apart(0, 1) && apart(2, 3) ? shape : null;
  }
}

/** Leave of an outline the corners that matter, without loops. */
export function tidyOutline<T extends Shape>(shape: T): T {
  const kept = uncross(shape.points.map((point) => flatten(point, shape.axis)));
  return { ...shape, points: kept.map((number) => shape.points[number]!) };
}

function finishOutline(draft: Draft): Shape {
  const kept = simplify(draft.trail, TOLERANCE);
  return tidyOutline({ ...bare(draft), points: kept.map((number) => draft.points[number]!) });
}

/** Add what comes by itself to what a hand has drawn. */
function whole(draft: Draft, grid: Grid): Draft {
  if (draft.kind !== "bidirectional") return draft;
  const drawn = withShortLine(draft, grid);
  return { ...drawn, points: drawn.points.map((point) => settle(point, draft, grid.size)) };
}

function bare({ kind, axis, index, points }: Draft): Shape {
  return { kind, axis, index, points };
}

function sameSlice(shape: { axis: Axis; index: number }, pointer: ViewPointer): boolean {
  return shape.axis === pointer.axis && shape.index === indexOf(pointer.voxel, pointer.axis);
}

function place(pointer: ViewPointer, { size }: Grid): Triple {
  return settle(pointer.voxel, { axis: pointer.axis, index: indexOf(pointer.voxel, pointer.axis) }, size);
}

/** Put the corner of an ellipse where it becomes a circle in the patient. */
function onCircle(start: Triple, end: Triple, slice: { axis: Axis; index: number }, { spacing, size }: Grid): Triple {
  const [from, to] = [flattenToMm(start, slice.axis, spacing), flattenToMm(end, slice.axis, spacing)];
  const offsets = [to[0] - from[0], to[1] - from[1]] as const;
  const [first, second] = planeOf(slice.axis);
  // As far as both directions have room for.
  const room = [first, second].map((dimension, along) => {
    const edge = offsets[along]! > 0 ? size[dimension] - 0.5 - start[dimension] : start[dimension] + 0.5;
    return edge * spacing[dimension];
  });
  const diameter = Math.min(Math.max(Math.abs(offsets[0]), Math.abs(offsets[1])), ...room);
  const corner: Flat = [from[0] + Math.sign(offsets[0]) * diameter, from[1] + Math.sign(offsets[1]) * diameter];
  return settle(unflattenFromMm(corner, slice, spacing), slice, size);
}
