import type { Region } from "@/lib/api-types";

/** How one layer over the image is drawn; opacity 0 to 1. */
export interface LayerStyle {
  on: boolean;
  opacity: number;
}

/** What is drawn of a region: its area, its edge, or both. */
export const DRAWING_MODES = ["fill", "outline", "both"] as const;

export type DrawingMode = (typeof DRAWING_MODES)[number];

/** How one region is drawn; the opacity is its area's, an edge is solid. */
export interface RegionStyle extends LayerStyle {
  mode: DrawingMode;
}

export type RegionStyles = Readonly<Record<string, RegionStyle>>;

/** Give styles that draw nothing but edges, so that the colours of another layer stay what they are. */
export function outlinesOnly(styles: RegionStyles): RegionStyles {
  return Object.fromEntries(Object.entries(styles).map(([id, style]) => [id, { ...style, mode: "outline" as const }]));
}

/** Put regions into the order in which they are drawn: those that hold others first. */
export function outermostFirst(regions: readonly Region[]): Region[] {
  return regions.toSorted((a, b) => b.labels.length - a.labels.length);
}
