import type { MaskProfile } from "@/lib/api-types";

import type { Axis } from "../geometry/axes";
import { sliceWithTumour } from "../regions/slices";
import type { Command } from "./shortcuts";
import type { ViewerAction, ViewerState } from "./viewer-state";

interface Situation {
  state: ViewerState;
  channels: readonly string[];
  /** The view that was last pointed at. */
  axis: Axis;
  /** Where the mask lies; null where there is none, or nobody knows yet. */
  profile: MaskProfile | null;
}

/** Say what changes when a key is pressed. */
export function commandActions(command: Exclude<Command, { type: "help" | "cine" }>, { state, channels, axis, profile }: Situation): ViewerAction[] {
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
    case "tumour": {
      const index = profile && sliceWithTumour(profile[axis], state.indices[axis], command.direction);
      return index === null ? [] : [{ type: "go to", axis, index }];
    }
  }
}
