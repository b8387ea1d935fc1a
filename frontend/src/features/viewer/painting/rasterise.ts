import type { Slice } from "../slices/slice-source";

/** Turn stored pixels into grey RGBA through a window table. */
export function rasteriseImage(slice: Slice, table: Uint8ClampedArray, rgba: Uint8ClampedArray): void {
  const { pixels } = slice;
  for (let at = 0; at < pixels.length; at += 1) {
    const grey = table[pixels[at]!]!;
    const to = at * 4;
    rgba[to] = grey;
    rgba[to + 1] = grey;
    rgba[to + 2] = grey;
    rgba[to + 3] = 255;
  }
}

/** Turn labels into RGBA through a colour table. */
export function rasteriseLabels(slice: Slice, table: Uint8ClampedArray, rgba: Uint8ClampedArray): void {
  const { pixels } = slice;
  for (let at = 0; at < pixels.length; at += 1) {
    const from = pixels[at]! * 4;
    const to = at * 4;
    rgba[to] = table[from]!;
    rgba[to + 1] = table[from + 1]!;
    rgba[to + 2] = table[from + 2]!;
    rgba[to + 3] = table[from + 3]!;
  }
}
