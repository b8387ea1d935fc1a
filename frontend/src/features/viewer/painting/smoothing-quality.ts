import type { Size } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";

// Browsers tell so many places apart between the middles of two voxels when they smooth at low quality.
const STEPS = 16;

/**
 * Choose how a browser smooths a slice: at low quality where nobody sees a difference, because it takes a processor half as long.
 *
 * Args:
 *   slice: the image.
 *   drawn: what it covers, device pixels.
 */
export function smoothingQuality({ rows, columns }: Slice, drawn: Size): ImageSmoothingQuality {
  const least = Math.min(drawn.width / columns, drawn.height / rows);
  const most = Math.max(drawn.width / columns, drawn.height / rows);
  // Where several voxels share a pixel, all of them count; where a voxel is larger than its steps are many, they would show.
  return least >= 1 && most <= STEPS ? "low" : "medium";
}
