import type { Axis, Triple } from "../geometry/axes";
import type { Camera, Point, ViewTransform } from "../geometry/view-transform";

/** What the main button of the pointer does in a view. */
export const TOOLS = [
  "crosshair",
  "window",
  "pan",
  "zoom",
  "distance",
  "bidirectional",
  "angle",
  "ellipse",
  "freehand",
  "probe",
] as const;

export type Tool = (typeof TOOLS)[number];

/** The tools that measure; the others change how the views look at the study. */
export const MEASURING_TOOLS = ["distance", "bidirectional", "angle", "ellipse", "freehand", "probe"] as const satisfies readonly Tool[];

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
export interface ToolHandler<Event extends ViewPointer = ViewPointer> {
  down: (event: Event) => void;
  move: (event: Event) => void;
  up: (event: Event) => void;
  cancel: () => void;
}

/** A tool that can draw without a pointer too. */
export interface DrawingTool extends ToolHandler {
  /** Place the next point; of an outline the first, and then the last one. */
  mark: (event: ViewPointer) => void;
  /** Whether keys hold something that it has drawn. */
  readonly holding: boolean;
}

export function isMeasuring(tool: Tool): boolean {
  return (MEASURING_TOOLS as readonly Tool[]).includes(tool);
}

/** What a view shows while a pointer is over it. */
export interface ViewLook {
  axis: Axis;
  index: number;
  channel: string;
  camera: Camera;
  transform: ViewTransform;
  /** Device pixels of one CSS pixel. */
  pixelRatio: number;
}

/** A pointer with what it points at; the tools that change the look need more than those that measure. */
export interface ViewEvent extends ViewPointer {
  look: ViewLook;
}
