export interface ScaleBar {
  mm: number;
  /** Device pixels. */
  pixels: number;
}

const LENGTHS_MM = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1];

/** Return the longest bar of a round length that fits into a number of device pixels. */
export function makeScaleBar(mmPerPixel: number, room: number): ScaleBar {
  const mm = LENGTHS_MM.find((length) => length / mmPerPixel <= room) ?? LENGTHS_MM.at(-1)!;
  return { mm, pixels: Math.round(mm / mmPerPixel) };
}
