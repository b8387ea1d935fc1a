import type { Axis, Triple } from "../geometry/axes";
import { panBy, zoomAt } from "../geometry/camera";
import type { Camera } from "../geometry/view-transform";
import type { Window } from "../painting/window-table";
import type { Tool, ToolHandler, ViewEvent } from "./tools";
import { dragWindow } from "./window-level";

/** What the tools change; each is called with every movement of a pointer. */
export interface ViewToolActions {
  placeCrosshair: (voxel: Triple) => void;
  moveCamera: (axis: Axis, camera: Camera) => void;
  setWindow: (channel: string, window: Window) => void;
  /** Give the window that a channel is shown with, and the one it was shown with at first. */
  windowsOf: (channel: string) => { shown: Window; first: Window };
}

export type ViewTool = Extract<Tool, "crosshair" | "window" | "pan" | "zoom">;

// CSS pixels of a drag that doubles the zoom.
const DOUBLING = 120;

/** Make the tools that change how the views look at the study. */
export function makeViewTools(actions: ViewToolActions): Record<ViewTool, ToolHandler<ViewEvent>> {
  return {
    crosshair: follow((event) => actions.placeCrosshair(event.voxel)),
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
