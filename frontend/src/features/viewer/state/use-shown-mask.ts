import { useCallback, useState } from "react";
import { useLocation } from "react-router";

import type { Segmentation, Study } from "@/lib/api-types";

import { readMask } from "./address";

interface ShownMask {
  segmentation: Segmentation | null;
  /** Whether the study has a newer mask than the one that is shown. */
  older: boolean;
  showNewest: () => void;
}

/** Choose the mask to show: the one that the address named at first where the study has it, else always the newest. */
export function useShownMask({ segmentations }: Study): ShownMask {
  const { search } = useLocation();
  const newest = segmentations.at(-1) ?? null;
  // Who opens the newest one is shown the next one too, as soon as it is made.
  const [named, setNamed] = useState(() => {
    const mask = readMask(new URLSearchParams(search));
    return mask === newest?.id ? null : mask;
  });
  const showNewest = useCallback(() => setNamed(null), []);
  const segmentation = segmentations.find(({ id }) => id === named) ?? newest;
  return { segmentation, older: segmentation?.id !== newest?.id, showNewest };
}
