import type { Region } from "@/lib/api-types";

import { packTable, type PixelTable } from "./rasterise";
import { outermostFirst, type LayerStyle } from "./region-style";

/** How many values a label can have. */
export const LABELS = 256;

/**
 * Give each label the colour of the innermost region that is on and holds it.
 *
 * Regions are nested (ET within TC within WT): the innermost is the one with the fewest labels.
 *
 * Label 0 and labels of no shown region stay transparent.
 */
export function makeColourTable(regions: readonly Region[], styles: Readonly<Record<string, LayerStyle>>): PixelTable {
  const table = new Uint8ClampedArray(LABELS * 4);
  for (const region of outermostFirst(regions)) {
    const style = styles[region.id];
    if (!style?.on) continue;
    const [red, green, blue] = parseColour(region.colour);
    for (const label of region.labels) table.set([red, green, blue, Math.round(style.opacity * 255)], label * 4);
  }
  return packTable(table);
}

/** Read "#rrggbb". */
export function parseColour(colour: string): [number, number, number] {
  const value = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (value === undefined) throw new Error(`Expected a colour like #rrggbb, received ${colour}.`);
  const number = Number.parseInt(value, 16);
  return [number >> 16, (number >> 8) & 0xff, number & 0xff];
}
