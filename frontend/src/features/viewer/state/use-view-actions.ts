import { useLayoutEffect, useState } from "react";

import { ViewActions, type ViewerNow } from "./view-actions";
import type { ViewerAction } from "./viewer-state";

/** Give what the views do to the viewer. */
export function useViewActions(dispatch: (action: ViewerAction) => void, now: ViewerNow): ViewActions {
  const [actions] = useState(() => new ViewActions(dispatch, now));
  useLayoutEffect(() => actions.tell(now));
  return actions;
}
