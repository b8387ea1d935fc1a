import { useMemo } from "react";

import type { Lesion } from "@/lib/api-types";

import { useLesions } from "../api/get-lesions";
import { useMeasuringContext, useShownMeasurements } from "../measurements/measuring-context";
import { measuredLesions, type MeasuredLesion } from "./measured-lesion";

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
  const shown = useShownMeasurements(useMeasuringContext());
  const items = data?.items ?? NONE;
  const lesions = useMemo(() => measuredLesions(items, shown), [items, shown]);
  return { lesions, isPending, error, refetch: () => void refetch() };
}
