import { AXES, type Axis } from "../geometry/axes";
import { linkCameras, type Cameras } from "../geometry/camera";
import { FIT, type Camera } from "../geometry/view-transform";
import type { Tool } from "./tools";

/** How the views share the room: side by side, one large, every channel of one axis, or one alone. */
export const LAYOUT_KINDS = ["three", "large", "channels", "single"] as const;

export type LayoutKind = (typeof LAYOUT_KINDS)[number];

/** How the views look at the study; nothing here says what they show. */
export interface Looking {
  tool: Tool;
  cameras: Cameras;
  /** Whether zooming and moving one view does the same to the others. */
  camerasLinked: boolean;
  /** Neurological convention: the patient's right on the viewer's right. */
  flipped: boolean;
  /** Whether greys run into each other between voxels. */
  smoothing: boolean;
  /** Whether high values are dark. */
  inverted: boolean;
  layout: LayoutKind;
  /** The axis that is large, alone, or shown in every channel. */
  mainAxis: Axis;
  /** What to go back to from one view alone. */
  layoutBefore: LayoutKind;
}

export type LookingAction =
  | { type: "choose tool"; tool: Tool }
  | { type: "move camera"; axis: Axis; camera: Camera }
  | { type: "fit views" }
  | { type: "change looking"; change: Partial<Pick<Looking, "flipped" | "smoothing" | "inverted" | "camerasLinked">> }
  | { type: "lay out"; layout: LayoutKind; axis?: Axis }
  | { type: "enlarge"; axis: Axis };

const ALL_FIT = Object.fromEntries(AXES.map((axis) => [axis, FIT])) as Record<Axis, Camera>;

export const FIRST_LOOK: Looking = {
  tool: "crosshair",
  cameras: ALL_FIT,
  camerasLinked: false,
  flipped: false,
  smoothing: true,
  inverted: false,
  layout: "large",
  mainAxis: "axial",
  layoutBefore: "large",
};

/** Change how the views look at the study. */
export function reduceLooking<State extends Looking>(state: State, action: LookingAction): State {
  switch (action.type) {
    case "choose tool":
      return { ...state, tool: action.tool };
    case "move camera": {
      const { axis, camera } = action;
      const cameras = state.camerasLinked
        ? linkCameras(state.cameras, axis, camera)
        : { ...state.cameras, [axis]: camera };
      return { ...state, cameras };
    }
    case "fit views":
      return { ...state, cameras: ALL_FIT };
    case "change looking":
      return { ...state, ...action.change };
    case "lay out":
      return { ...state, layout: action.layout, layoutBefore: state.layout, mainAxis: action.axis ?? state.mainAxis };
    case "enlarge": {
      if (state.layout !== "single") {
        return { ...state, layout: "single", layoutBefore: state.layout, mainAxis: action.axis };
      }
      return { ...state, layout: state.layoutBefore === "single" ? FIRST_LOOK.layout : state.layoutBefore };
    }
  }
}
