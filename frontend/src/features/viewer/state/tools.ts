import type { Axis, Triple } from "../geometry/axes";
import type { Point } from "../geometry/view-transform";

/** What the main button of the pointer does in a view. */
export const TOOLS = ["crosshair", "window", "pan", "zoom", "distance", "angle", "ellipse", "freehand", "probe"] as const;

export type Tool = (typeof TOOLS)[number];

/** The tools that measure; the others change how the views look at the study. */
export const MEASURING_TOOLS = ["distance", "angle", "ellipse", "freehand", "probe"] as const satisfies readonly Tool[];

/** Where a pointer is in a view. */
export interface ViewPointer {
  axis: Axis;
  /** Fractional; whole numbers are centres of voxels; may lie outside the volume. */
  voxel: Triple;
  /** Device pixels of the view's canvas. */
  canvas: Point;
  buttons: number;
  shift: boolean;
  /** "mouse", "pen" or "touch". */
  pointerType: string;
}

/** What one stroke of the pointer does: from the press on, until it is let go or called off. */
export interface ToolHandler {
  down: (event: ViewPointer) => void;
  move: (event: ViewPointer) => void;
  up: (event: ViewPointer) => void;
  cancel: () => void;
}

export function isMeasuring(tool: Tool): boolean {
  return (MEASURING_TOOLS as readonly Tool[]).includes(tool);
}
