import type { Slice } from "../slices/slice-source";
import type { ValueRange } from "./window-level";

/** How often values occur between two ends, in bins of equal width. */
export interface Histogram {
  range: ValueRange;
  counts: readonly number[];
}

/** Count the values of some slices; those outside the range are left out. */
export function countValues(slices: readonly Slice[], range: ValueRange, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const perValue = bins / Math.max(range.high - range.low, Number.EPSILON);
  for (const { pixels, slope, intercept } of slices) {
    for (const pixel of pixels) {
      const bin = (slope * pixel + intercept - range.low) * perValue;
      // The greatest value belongs to the last bin.
      if (bin >= 0 && bin <= bins) counts[Math.min(Math.floor(bin), bins - 1)]! += 1;
    }
  }
  return { range, counts };
}

/**
 * Give the outline of a histogram in a box of width 1 and height 1, as SVG.
 *
 * Half of such an image is air, whose one bin would flatten all others: heights are square roots, and end at the second
 * highest bin.
 */
export function histogramPath({ counts }: Histogram): string {
  const [, second = 0] = counts.toSorted((a, b) => b - a);
  const highest = Math.sqrt(Math.max(second, 1));
  const steps = counts.map((count, bin) => {
    const top = 1 - Math.min(Math.sqrt(count) / highest, 1);
    return `V${rounded(top)}H${rounded((bin + 1) / counts.length)}`;
  });
  return `M0 1${steps.join("")}V1Z`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
