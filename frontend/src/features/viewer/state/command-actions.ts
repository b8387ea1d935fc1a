import type { MaskProfile } from "@/lib/api-types";

import type { Axis } from "../geometry/axes";
import { panBy, zoomBy } from "../geometry/camera";
import type { Size } from "../geometry/fit";
import { FIT, type ViewTransform } from "../geometry/view-transform";
import { segmentedSlice } from "../regions/slices";
import type { ViewCommand } from "./shortcuts";
import type { ViewerAction, ViewerState } from "./viewer-state";

interface Situation {
  state: ViewerState;
  channels: readonly string[];
  /** The view that was last pointed at. */
  axis: Axis;
  /** How that view has the slice on its canvas; null before it is painted. */
  view: { transform: Pick<ViewTransform, "mmPerPixel">; size: Size } | null;
  /** Where the mask lies; null where there is none, or nobody knows yet. */
  profile: MaskProfile | null;
}

/** Say what changes when a key is pressed. */
export function commandActions(command: ViewCommand, { state, channels, axis, view, profile }: Situation): ViewerAction[] {
  switch (command.type) {
    case "channel": {
      const channel = channels[command.number - 1];
      return channel === undefined ? [] : [{ type: "show channel", channel }];
    }
    case "tool":
      return [{ type: "choose tool", tool: command.tool }];
    case "segmentation":
      return [{ type: "switch segmentation", on: !state.segmentationOn }];
    case "opacity":
      return Object.entries(state.regions).map(([region, { opacity }]) => {
        // Sums of tenths are not tenths.
        const next = Math.round((opacity + command.by) * 100) / 100;
        return { type: "change region", region, change: { opacity: Math.min(Math.max(next, 0), 1) } };
      });
    case "reset":
      return [{ type: "reset views" }];
    case "invert":
      return [{ type: "change looking", change: { inverted: !state.inverted } }];
    case "enlarge":
      return [{ type: "enlarge", axis }];
    case "zoom":
      return [{ type: "move camera", axis, camera: zoomBy(state.cameras[axis], command.factor) }];
    case "fit":
      return [{ type: "move camera", axis, camera: FIT }];
    case "pan": {
      if (view === null) return [];
      const shift = { x: command.x * view.size.width, y: command.y * view.size.height };
      return [{ type: "move camera", axis, camera: panBy(state.cameras[axis], view.transform, shift) }];
    }
    case "segmented": {
      const index = profile && segmentedSlice(profile[axis], state.indices[axis], command.direction);
      return index === null ? [] : [{ type: "go to", axis, index }];
    }
  }
}
