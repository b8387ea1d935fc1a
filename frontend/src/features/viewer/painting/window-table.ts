import type { ValueScale } from "../slices/value-scale";
import { packTable, type PixelTable } from "./rasterise";

/** The real values shown as black and as white. */
export interface Window {
  low: number;
  high: number;
}

const VALUES = 65536;
const GREYS = packTable(Uint8ClampedArray.from({ length: 256 * 4 }, (_, at) => (at % 4 === 3 ? 255 : at >> 2)));

/** Give the grey of every stored pixel value under a window; linear between black and white, or white and black. */
export function makeWindowTable({ low, high }: Window, { slope, intercept }: ValueScale, inverted = false): PixelTable {
  const table: PixelTable = new Uint32Array(VALUES);
  const width = Math.max(high - low, Number.EPSILON);
  const [dark, bright] = inverted ? [GREYS[255]!, GREYS[0]!] : [GREYS[0]!, GREYS[255]!];
  // Most values lie outside the window, and are not worked out one by one: a window is dragged.
  const first = clampPixel(Math.floor((low - intercept) / slope));
  const end = clampPixel(Math.ceil((high - intercept) / slope) + 1);
  table.fill(dark, 0, first).fill(bright, end);
  // A clamped array rounds and clips on its own.
  const grey = new Uint8ClampedArray(1);
  for (let pixel = first; pixel < end; pixel += 1) {
    const share = (slope * pixel + intercept - low) / width;
    grey[0] = (inverted ? 1 - share : share) * 255;
    table[pixel] = GREYS[grey[0]]!;
  }
  return table;
}

function clampPixel(pixel: number): number {
  return Math.min(Math.max(pixel, 0), VALUES);
}
