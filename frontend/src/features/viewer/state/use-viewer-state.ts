import { useEffect, useMemo, useReducer, useState, type Dispatch } from "react";
import { useLocation, useNavigate } from "react-router";

import type { Segmentation, Study, Task } from "@/lib/api-types";

import { toTriple } from "../geometry/axes";
import { readAddress, writeAddress } from "./address";
import { ONE_VIEW } from "./layout";
import { useFirstFlipped, useKeptConvention } from "./use-convention";
import { makeViewerReducer, openViewer, type ViewerAction, type ViewerState } from "./viewer-state";

// Milliseconds of rest until the address follows: browsers count how often it changes.
const REST = 300;

interface Shown {
  study: Study;
  task: Task;
  segmentation: Segmentation | null;
}

/** Keep what the viewer shows, in the address too: it opens as the address says, and the address follows. */
export function useViewerState({ study, task, segmentation }: Shown): [ViewerState, Dispatch<ViewerAction>] {
  const flipped = useFirstFlipped();
  const { search } = useLocation();
  const shape = useMemo(() => toTriple(study.shape), [study.shape]);
  // A mask that comes later moves nothing under the eyes of who looks.
  const [widestAt] = useState(() => segmentation?.widest_at?.[task.regions[0]?.id ?? ""] ?? null);
  const look = task.pictures ? ONE_VIEW : null;
  const first = useMemo(
    () => ({ ...openViewer({ shape, channels: study.channels, regions: task.regions, widestAt: widestAt && toTriple(widestAt) }), ...look }),
    [shape, study.channels, task.regions, widestAt, look],
  );
  const [kept, dispatch] = useReducer(useMemo(() => makeViewerReducer(shape), [shape]), null, () => ({
    ...readAddress(new URLSearchParams(search), { first, shape, channels: study.channels }),
    flipped,
  }));
  useKeptConvention(kept.flipped);
  // Whatever a key or an address says, a picture stays as it is looked at.
  const state = useMemo(() => ({ ...kept, ...look }), [kept, look]);
  const maskId = segmentation?.id ?? null;
  useAddress(useMemo(() => writeAddress(state, first, maskId), [state, first, maskId]));
  return [state, dispatch];
}

/** Bring the address of the page after what it shows, without a step in the browser's history. */
function useAddress(parts: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (parts === window.location.search.slice(1)) return undefined;
    const timer = setTimeout(() => void navigate({ search: parts }, { replace: true, preventScrollReset: true }), REST);
    return () => clearTimeout(timer);
  }, [parts, navigate]);
}
