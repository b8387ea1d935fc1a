import type { Preferences, Region } from "@/lib/api-types";

/** Whose colours the regions have: the task's own, or its other ones for eyes that mix up red and green. */
export type Palette = NonNullable<Preferences["palette"]>;

/** Give the regions the colours of a palette. */
export function inPalette(regions: readonly Region[], palette: Palette): readonly Region[] {
  if (palette === "standard") return regions;
  return regions.map((region) => ({ ...region, colour: region.colour_blind_colour }));
}
