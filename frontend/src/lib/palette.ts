import { useSyncExternalStore } from "react";

import type { Region } from "@/lib/api-types";
import { remember, remembered } from "@/lib/remembered";

/** Whose colours the regions have: the task's own, or its other ones for eyes that mix up red and green. */
export const PALETTES = ["standard", "colour-blind"] as const;

export type Palette = (typeof PALETTES)[number];

const REMEMBERED_AS = "palette";
const listeners = new Set<() => void>();
let current: Palette | null = null;

/** Give the palette that was chosen last in this browser. */
export function currentPalette(): Palette {
  current ??= remembered(REMEMBERED_AS) === "colour-blind" ? "colour-blind" : "standard";
  return current;
}

export function choosePalette(palette: Palette): void {
  current = palette;
  remember(REMEMBERED_AS, palette);
  for (const listener of listeners) listener();
}

export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, currentPalette);
}

/** Give the regions the colours of a palette. */
export function inPalette(regions: readonly Region[], palette: Palette): readonly Region[] {
  if (palette === "standard") return regions;
  return regions.map((region) => ({ ...region, colour: region.colour_blind_colour }));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
