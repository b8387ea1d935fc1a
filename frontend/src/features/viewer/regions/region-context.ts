import { createContext, use } from "react";

import type { MaskProfile, Region } from "@/lib/api-types";

/** What the views know of the mask beside its voxels. */
export interface MaskRegions {
  /** In the colours of the chosen palette. */
  regions: readonly Region[];
  /** Null until it is known, or where there is no mask. */
  profile: MaskProfile | null;
}

const NONE: MaskRegions = { regions: [], profile: null };

const MaskRegionsContext = createContext<MaskRegions>(NONE);

export const MaskRegionsProvider = MaskRegionsContext.Provider;

/** Give what the views around know of the mask. */
export function useMaskRegions(): MaskRegions {
  return use(MaskRegionsContext);
}
