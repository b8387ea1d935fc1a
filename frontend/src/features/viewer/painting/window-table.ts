import type { ValueScale } from "../slices/value-scale";
import { packTable, type PixelTable } from "./rasterise";

/** The real values shown as black and as white. */
export interface Window {
  low: number;
  high: number;
}

const VALUES = 65536;

/** Give the grey of every stored pixel value under a window; linear between black and white, or white and black. */
export function makeWindowTable({ low, high }: Window, { slope, intercept }: ValueScale, inverted = false): PixelTable {
  const table = new Uint8ClampedArray(VALUES * 4);
  const width = Math.max(high - low, Number.EPSILON);
  // A clamped array rounds and clips on its own.
  for (let pixel = 0; pixel < VALUES; pixel += 1) {
    const share = (slope * pixel + intercept - low) / width;
    const grey = (inverted ? 1 - share : share) * 255;
    const at = pixel * 4;
    table[at] = grey;
    table[at + 1] = grey;
    table[at + 2] = grey;
    table[at + 3] = 255;
  }
  return packTable(table);
}
