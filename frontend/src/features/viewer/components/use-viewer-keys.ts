import type { Dispatch } from "react";

import type { MaskProfile } from "@/lib/api-types";

import { sliceCount, type Triple } from "../geometry/axes";
import { indexForKey } from "../geometry/keys";
import type { PaintedViews } from "../snapshot/painted-views";
import { commandActions } from "../state/command-actions";
import { axisInSight } from "../state/layout";
import { commandFor } from "../state/shortcuts";
import type { ViewActions } from "../state/view-actions";
import type { ViewerAction, ViewerState } from "../state/viewer-state";
import { useShortcuts } from "./use-shortcuts";

interface Use {
  state: ViewerState;
  dispatch: Dispatch<ViewerAction>;
  actions: ViewActions;
  shape: Triple;
  channels: readonly string[];
  profile: MaskProfile | null;
  painted: PaintedViews;
  onHelp: () => void;
  onCine: () => void;
}

/** Drive the viewer by keys; those that go through slices, zoom or pan are for the view that was pointed at last. */
export function useViewerKeys({ state, dispatch, actions, shape, channels, profile, painted, onHelp, onCine }: Use): void {
  useShortcuts({
    onKey: (event) => {
      const axis = axisInSight(state, actions.activeAxis);
      const index = event.ctrlKey || event.metaKey || event.altKey ? null : indexForKey(event.key, state.indices[axis], sliceCount(shape, axis));
      if (index !== null) {
        actions.goTo(axis, index);
        return true;
      }
      const command = commandFor(event);
      // Nothing is selected whose ends could be held.
      if (command === null || command.type === "end") return false;
      if (command.type === "help") onHelp();
      else if (command.type === "cine") onCine();
      else commandActions(command, { state, channels, axis, profile, view: painted.ofAxis(axis) }).forEach(dispatch);
      return true;
    },
  });
}
