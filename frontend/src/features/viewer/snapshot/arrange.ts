import type { Rect } from "../geometry/fit";

export interface Arrangement {
  /** Where each view lies in the picture, in the order in which they came. */
  places: Rect[];
  width: number;
  height: number;
}

/**
 * Lay views out as they stand on the screen, without what lies around them.
 *
 * Args:
 *   boxes: of the views on the screen.
 *   ratio: pixels of the picture for one of the boxes'.
 */
export function arrange(boxes: readonly Rect[], ratio: number): Arrangement {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const places = boxes.map(({ x, y, width, height }) => ({
    x: Math.round((x - left) * ratio),
    y: Math.round((y - top) * ratio),
    width: Math.round(width * ratio),
    height: Math.round(height * ratio),
  }));
  return {
    places,
    width: Math.max(...places.map(({ x, width }) => x + width)),
    height: Math.max(...places.map(({ y, height }) => y + height)),
  };
}
