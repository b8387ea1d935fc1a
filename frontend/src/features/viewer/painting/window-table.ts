/** The real values shown as black and as white. */
export interface Window {
  low: number;
  high: number;
}

interface ValueScale {
  slope: number;
  intercept: number;
}

const VALUES = 65536;

/** Give the grey (0 to 255) of every stored pixel value under a window; linear in between. */
export function makeWindowTable({ low, high }: Window, { slope, intercept }: ValueScale): Uint8ClampedArray {
  const table = new Uint8ClampedArray(VALUES);
  const width = Math.max(high - low, Number.EPSILON);
  // A clamped array rounds and clips on its own.
  for (let pixel = 0; pixel < VALUES; pixel += 1) table[pixel] = ((slope * pixel + intercept - low) / width) * 255;
  return table;
}
