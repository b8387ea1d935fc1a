import type { Measurement } from "@/lib/api-types";

import { toTriple, type Axis, type Triple } from "../geometry/axes";

export type Kind = Measurement["kind"];

/** What is measured and where: points in one slice, in canonical voxels. */
export interface Shape {
  kind: Kind;
  axis: Axis;
  index: number;
  /**
   * The ends of a distance; an angle with its vertex in the middle; opposite corners of the box that an ellipse fills;
   * the corners of a freehand outline; a probe's one place; the ends of one line, then of the one at right angles to it.
   */
  points: readonly Triple[];
}

/** Tell whether a kind says something of the image's values. */
export function readsImage(kind: Kind): boolean {
  return kind === "ellipse" || kind === "freehand" || kind === "probe";
}

/** Give the place of a measurement that the server keeps. */
export function shapeOf({ kind, axis, index, points }: Pick<Measurement, "kind" | "axis" | "index" | "points">): Shape {
  return { kind, axis, index, points: points.map(toTriple) };
}
