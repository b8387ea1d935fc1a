import { useMemo } from "react";

import type { Region, Task } from "@/lib/api-types";
import { inPalette } from "@/lib/palette";
import { usePalette } from "@/lib/use-palette";

import { useMaskProfile } from "../api/get-mask-profile";
import { composeRegions, type RegionPaint } from "../painting/region-compositor";
import type { RegionStyles } from "../painting/region-style";
import type { MaskRegions } from "./region-context";

interface Use {
  task: Task;
  segmentationId: number | null;
  segmentationOn: boolean;
  styles: RegionStyles;
}

interface Regions extends MaskRegions {
  regions: readonly Region[];
  /** What the views paint of the mask, or null while the segmentation is switched off. */
  paint: RegionPaint | null;
}

/** Give the regions as they are drawn, and where they lie. */
export function useRegions({ task, segmentationId, segmentationOn, styles }: Use): Regions {
  const palette = usePalette();
  const profile = useMaskProfile(segmentationId);
  const regions = useMemo(() => inPalette(task.regions, palette), [task.regions, palette]);
  const paint = useMemo(
    () => (segmentationOn ? composeRegions(regions, styles) : null),
    [segmentationOn, regions, styles],
  );
  return useMemo(() => ({ regions, profile, paint }), [regions, profile, paint]);
}
