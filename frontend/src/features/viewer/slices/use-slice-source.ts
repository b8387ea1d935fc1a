import { useEffect, useState } from "react";

import type { Segmentation, Study } from "@/lib/api-types";

import { makeFetchSlice } from "../api/get-slice";
import { toTriple } from "../geometry/axes";
import { memoryBudget } from "./memory-budget";
import { StudySliceSource } from "./study-slice-source";
import { VolumeLoader } from "./volume-loader";

interface Shown {
  study: Study;
  segmentation: Segmentation | null;
  channel: string;
  /** Whose uncertainty is laid over the images; null while none is. */
  uncertaintyId: number | null;
}

/** Give the one source of a study's slices, for as long as its viewer is there. */
export function useSliceSource({ study, segmentation, channel, uncertaintyId }: Shown): StudySliceSource {
  const [source] = useState(() => openSource(study));
  const { channels } = study;
  const segmentationId = segmentation?.id ?? null;
  useEffect(
    () => source.show({ channels, channel, segmentationId, uncertaintyId }),
    [source, channels, channel, segmentationId, uncertaintyId],
  );
  useEffect(() => () => source.close(), [source]);
  return source;
}

function openSource(study: Study): StudySliceSource {
  return new StudySliceSource({
    shape: toTriple(study.shape),
    fetchSlice: makeFetchSlice(study.id),
    loader: new VolumeLoader(study.id),
    // Not in every browser, and not in its types.
    budget: memoryBudget((navigator as { deviceMemory?: number }).deviceMemory),
  });
}
