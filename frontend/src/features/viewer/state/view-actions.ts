import { LAYOUTS, type Axis, type Triple } from "../geometry/axes";
import type { Camera } from "../geometry/view-transform";
import type { Window } from "../painting/window-table";
import { isMeasuring, type DrawingTool, type ToolHandler, type ViewEvent, type ViewLook, type ViewPointer } from "./tools";
import type { GestureActions } from "./view-gestures";
import { makeViewTools, type ViewTool } from "./view-tools";
import type { ViewerAction, ViewerState } from "./viewer-state";

/** What the views need to know of the viewer at the moment when something happens in one of them. */
export interface ViewerNow {
  state: ViewerState;
  /** Gives the window that a channel is shown with at first. */
  firstWindow: (channel: string) => Window;
  /** What the measuring tools do. */
  measuring?: DrawingTool;
}

/** A voxel in a view, come to by keys. */
export interface KeyedPlace {
  axis: Axis;
  voxel: Triple;
  /** The channel that the view shows. */
  channel: string;
}

const NOTHING: ToolHandler = { down: () => undefined, move: () => undefined, up: () => undefined, cancel: () => undefined };

/** What happens in a view and changes the viewer; the same object for as long as the viewer is there. */
export class ViewActions implements GestureActions {
  readonly #dispatch: (action: ViewerAction) => void;
  readonly #tools: Record<ViewTool, ToolHandler<ViewEvent>>;
  #now: ViewerNow;

  constructor(dispatch: (action: ViewerAction) => void, now: ViewerNow) {
    this.#dispatch = dispatch;
    this.#now = now;
    this.#tools = makeViewTools({
      placeCrosshair: (voxel) => dispatch({ type: "place crosshair", voxel }),
      goTo: this.goTo,
      moveCamera: this.moveCamera,
      setWindow: (channel, window) => dispatch({ type: "set window", channel, window }),
      windowsOf: (channel) => {
        const first = this.#now.firstWindow(channel);
        return { shown: this.#now.state.windows[channel] ?? first, first };
      },
    });
  }

  /** Say what the viewer is like by now. */
  tell(now: ViewerNow): void {
    this.#now = now;
  }

  get pan(): ToolHandler<ViewEvent> {
    return this.#tools.pan;
  }

  get window(): ToolHandler<ViewEvent> {
    return this.#tools.window;
  }

  readonly main = ({ pointerType }: ViewEvent): ToolHandler<ViewEvent> => {
    const { state, measuring } = this.#now;
    if (isMeasuring(state.tool)) return measuring ?? NOTHING;
    // A finger has no wheel.
    const leafs = state.tool === "crosshair" && pointerType === "touch";
    return this.#tools[leafs ? "leaf" : (state.tool as ViewTool)];
  };

  readonly hover = (event: ViewEvent): void => {
    if (isMeasuring(this.#now.state.tool)) this.#now.measuring?.move(event);
  };

  readonly moveCamera = (axis: Axis, camera: Camera): void => this.#dispatch({ type: "move camera", axis, camera });

  readonly goTo = (axis: Axis, index: number): void => this.#dispatch({ type: "go to", axis, index });

  /** Put the crosshair onto a voxel; what is drawn without a pointer follows it. */
  readonly moveCrosshair = (place: KeyedPlace): void => {
    this.#dispatch({ type: "place crosshair", voxel: place.voxel });
    if (isMeasuring(this.#now.state.tool)) this.#now.measuring?.move(asPointer(place));
  };

  /** Place a measurement's next point without a pointer. Returns whether the tool in hand has use for it. */
  readonly mark = (place: KeyedPlace): boolean => {
    if (!isMeasuring(this.#now.state.tool)) return false;
    this.#now.measuring?.mark(asPointer(place));
    return true;
  };

  /** Whether keys move something that was drawn, and so not the crosshair. */
  get holding(): boolean {
    return this.#now.measuring?.holding ?? false;
  }

  /** The view that keys are for: the one that was pointed at last. */
  activeAxis: Axis = "axial";

  readonly enter = (axis: Axis): void => {
    this.activeAxis = axis;
  };

  /** Make a view fill the room, or give the others their room back. */
  readonly enlarge = (axis: Axis, channel: string): void => {
    // A double click is how some measurements end.
    if (isMeasuring(this.#now.state.tool)) return;
    this.#dispatch({ type: "show channel", channel });
    this.#dispatch({ type: "enlarge", axis });
  };
}

// Device pixels that a voxel counts as: more than a hand trembles.
const VOXEL_PIXELS = 10;

function asPointer({ axis, voxel, channel }: KeyedPlace): ViewPointer & { look: Pick<ViewLook, "channel"> } {
  const { columns, rows } = LAYOUTS[axis];
  const canvas = { x: voxel[columns] * VOXEL_PIXELS, y: voxel[rows] * VOXEL_PIXELS };
  return { axis, voxel, canvas, buttons: 0, shift: false, pointerType: "keys", look: { channel } };
}
