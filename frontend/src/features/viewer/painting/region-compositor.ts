import type { Region } from "@/lib/api-types";

import { LABELS, makeColourTable } from "./colour-table";
import type { PixelTable } from "./rasterise";
import { outermostFirst, type RegionStyles } from "./region-style";

/** The edge of one region. */
export interface RegionOutline {
  /** #rrggbb. */
  colour: string;
  /** By label, 1 where it is of the region. */
  inside: Uint8Array;
}

/** What is painted of the regions: their areas, then their edges, the innermost last. */
export interface RegionPaint {
  /** Colour of each label. */
  fill: PixelTable;
  outlines: readonly RegionOutline[];
}

/** Say what is painted of regions that are drawn in these styles. */
export function composeRegions(regions: readonly Region[], styles: RegionStyles): RegionPaint {
  const shown = regions.filter(({ id }) => styles[id]?.on);
  const modeOf = ({ id }: Region) => styles[id]?.mode;
  return {
    fill: makeColourTable(
      shown.filter((region) => modeOf(region) !== "outline"),
      styles,
    ),
    outlines: outermostFirst(shown)
      .filter((region) => modeOf(region) !== "fill")
      .map(({ colour, labels }) => ({ colour, inside: insideTable(labels) })),
  };
}

function insideTable(labels: readonly number[]): Uint8Array {
  const inside = new Uint8Array(LABELS);
  for (const label of labels) inside[label] = 1;
  return inside;
}
