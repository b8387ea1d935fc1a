import type { Axis, Triple } from "../geometry/axes";
import { panBy, zoomAt } from "../geometry/camera";
import type { Camera } from "../geometry/view-transform";
import type { Window } from "../painting/window-table";
import type { Tool, ToolHandler, ViewEvent } from "./tools";
import { dragWindow } from "./window-level";

/** What the tools change; each is called with every movement of a pointer. */
export interface ViewToolActions {
  placeCrosshair: (voxel: Triple) => void;
  goTo: (axis: Axis, index: number) => void;
  moveCamera: (axis: Axis, camera: Camera) => void;
  setWindow: (channel: string, window: Window) => void;
  /** Give the window that a channel is shown with, and the one it was shown with at first. */
  windowsOf: (channel: string) => { shown: Window; first: Window };
}

/** "leaf" is what the crosshair is under a finger: a tap places it, a stroke up or down leafs through the slices. */
export type ViewTool = Extract<Tool, "crosshair" | "window" | "pan" | "zoom"> | "leaf";

// CSS pixels of a drag that doubles the zoom.
const DOUBLING = 120;
// CSS pixels that a finger goes from one slice to the next: few enough to cross a volume in two or three strokes.
const SLICE_STROKE = 5;

/** Make the tools that change how the views look at the study. */
export function makeViewTools(actions: ViewToolActions): Record<ViewTool, ToolHandler<ViewEvent>> {
  return {
    crosshair: follow((event) => actions.placeCrosshair(event.voxel)),
    leaf: leaf(actions),
    pan: drag(itself, ({ look, canvas }, now) => {
      const shift = { x: now.canvas.x - canvas.x, y: now.canvas.y - canvas.y };
      actions.moveCamera(look.axis, panBy(look.camera, look.transform, shift));
    }),
    zoom: drag(itself, ({ look, canvas }, now) => {
      const up = (canvas.y - now.canvas.y) / look.pixelRatio;
      actions.moveCamera(look.axis, zoomAt(look.camera, look.transform, canvas, 2 ** (up / DOUBLING)));
    }),
    window: drag(
      (start) => ({ ...start, ...actions.windowsOf(start.look.channel) }),
      ({ look, canvas, shown, first }, now) => {
        const { pixelRatio } = look;
        const shift = { x: (now.canvas.x - canvas.x) / pixelRatio, y: (now.canvas.y - canvas.y) / pixelRatio };
        actions.setWindow(look.channel, dragWindow(shown, { first, shift }));
      },
    ),
  };
}

/** Up is up the axis, as with the wheel and the keys. */
function leaf({ placeCrosshair, goTo }: ViewToolActions): ToolHandler<ViewEvent> {
  let tapped: ViewEvent | null = null;
  const strokes = drag(itself, ({ look, canvas }, now) => {
    goTo(look.axis, look.index + Math.round((canvas.y - now.canvas.y) / look.pixelRatio / SLICE_STROKE));
  });
  return {
    down: (event) => {
      tapped = event;
      strokes.down(event);
    },
    move: (event) => {
      tapped = null;
      strokes.move(event);
    },
    up: (event) => {
      if (tapped !== null) placeCrosshair(tapped.voxel);
      strokes.up(event);
    },
    cancel: strokes.cancel,
  };
}

function itself(start: ViewEvent): ViewEvent {
  return start;
}

/** Make a tool of what happens between the press and where the pointer is now; a press alone does nothing. */
function drag<Start>(begin: (event: ViewEvent) => Start, act: (start: Start, now: ViewEvent) => void): ToolHandler<ViewEvent> {
  let start: Start | null = null;
  const end = () => {
    start = null;
  };
  return {
    down: (event) => {
      start = begin(event);
    },
    move: (event) => {
      if (start !== null) act(start, event);
    },
    up: end,
    cancel: end,
  };
}

/** Make a tool that acts wherever the pointer is, from the press on. */
function follow(act: (event: ViewEvent) => void): ToolHandler<ViewEvent> {
  return { down: act, move: act, up: () => undefined, cancel: () => undefined };
}
