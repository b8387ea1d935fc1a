import { useMemo } from "react";

import type { Lesion } from "@/lib/api-types";

import { useLesions } from "../api/get-lesions";
import { useDrawingState, useMeasuringContext, useShownMeasurements } from "../measurements/measuring-context";
import { inHand, measuredLesions, type MeasuredLesion } from "./measured-lesion";
import { markIdOf } from "./proposed-marks";

const NONE: readonly Lesion[] = [];

interface MeasuredLesions {
  lesions: readonly MeasuredLesion[];
  /** Whether the proposals are still on their way. */
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** Give the lesions of a mask as they are measured now. */
export function useMeasuredLesions(segmentationId: number | null): MeasuredLesions {
  const { data, isPending, error, refetch } = useLesions(segmentationId);
  const measuring = useMeasuringContext();
  const { valuesOf } = measuring;
  const { edited } = useDrawingState(measuring.drawing);
  const shown = useShownMeasurements(measuring);
  const items = data?.items ?? NONE;
  const measured = useMemo(() => measuredLesions(items, shown), [items, shown]);
  const lesions = useMemo(() => {
    const held = measured.find((lesion) => lesion.kept === null && markIdOf(lesion) === edited?.id);
    if (held === undefined || edited === null) return measured;
    const { points } = edited;
    return measured.map((lesion) => (lesion === held ? inHand(lesion, points, valuesOf({ ...lesion.shape, points })) : lesion));
  }, [measured, edited, valuesOf]);
  return { lesions, isPending, error, refetch: () => void refetch() };
}
