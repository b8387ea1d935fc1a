import type { Slice } from "../slices/slice-source";

/** RGBA of every stored value, four bytes packed into one number as the machine lays them out. */
export type PixelTable = Uint32Array;

/** Pack a table of RGBA bytes. */
export function packTable(rgba: Uint8ClampedArray<ArrayBuffer>): PixelTable {
  return new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
}

/** Lay out a slice of packed colours. */
export function copyColours({ pixels }: Slice, target: Uint32Array): void {
  target.set(pixels);
}

/** Look up the colour of every pixel of a slice; a value beyond the table is transparent. */
export function rasterise({ pixels }: Slice, table: PixelTable, target: Uint32Array): void {
  for (let at = 0; at < pixels.length; at += 1) target[at] = table[pixels[at]!] ?? 0;
}
