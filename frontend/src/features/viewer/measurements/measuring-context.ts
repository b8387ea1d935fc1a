import { createContext, use, useMemo, useSyncExternalStore } from "react";

import type { Measurement, MeasurementValues } from "@/lib/api-types";

import type { Drawing, DrawingState } from "./drawing";
import { readsImage, type Shape } from "./kinds";
import type { LabelPlaces } from "./label-places";
import type { MarkId } from "./marks";
import type { HistoryState, MeasurementHistory } from "./measurement-history";
import { withOperations, type ShownMeasurement } from "./operations";

/** Everything that measures in a study, for its views, its list and its keys. */
export interface Measuring {
  drawing: Drawing;
  history: MeasurementHistory;
  labels: LabelPlaces;
  /** Whether what is drawn is kept. */
  mayKeep: boolean;
  /** Whether the list of what is kept came. */
  query: { isPending: boolean; error: Error | null; refetch: () => void };
  kept: readonly Measurement[];
  /** Say at once what something comes to on a channel; the shown one where none is named. */
  valuesOf: (shape: Shape, channel?: string | null) => MeasurementValues;
  /**
   * Keep something that was drawn or proposed. Returns whether that is allowed.
   *
   * Args:
   *   channel: the shown one where none is named.
   *   proposal: what a hand has made this of.
   */
  keep: (shape: Shape, channel?: string | null, proposal?: MarkId) => boolean;
  remove: (measurement: ShownMeasurement) => void;
  rename: (measurement: ShownMeasurement, label: string) => void;
}

const MeasuringContext = createContext<Measuring | null>(null);

export const MeasuringProvider = MeasuringContext.Provider;

/** Give what the viewer around measures with. */
export function useMeasuringContext(): Measuring {
  const measuring = use(MeasuringContext);
  if (measuring === null) throw new Error("Expected useMeasuringContext to be called inside a MeasuringProvider.");
  return measuring;
}

/** Follow what is drawn, moved and selected. */
export function useDrawingState(drawing: Drawing): DrawingState {
  return useSyncExternalStore(drawing.subscribe, drawing.state);
}

/** Follow what is on its way to the server. */
export function useHistoryState(history: MeasurementHistory): HistoryState {
  return useSyncExternalStore(history.subscribe, history.state);
}

/** Give the measurements as they are at this moment: kept, on their way, in hand. */
export function useShownMeasurements({ drawing, history, kept, valuesOf }: Measuring): ShownMeasurement[] {
  const { edited } = useDrawingState(drawing);
  const { pending, failure } = useHistoryState(history);
  return useMemo(() => {
    const unsaved = failure?.unsaved?.type === "create" ? [failure.unsaved] : [];
    const shown = withOperations(kept, [...pending, ...unsaved]);
    if (edited === null) return shown;
    return shown.map((measurement) => {
      if (measurement.id !== edited.id) return measurement;
      const { kind, axis, index, channel } = measurement;
      const values = valuesOf({ kind, axis, index, points: edited.points }, readsImage(kind) ? channel : null);
      return { ...measurement, points: edited.points.map(([x, y, z]) => [x, y, z]), values };
    });
  }, [kept, pending, failure, edited, valuesOf]);
}
