export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

/** All of a picture, in shares of its width and height. */
export const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** Return the largest scale at which a part of a picture goes into a frame: device pixels per mm. */
export function fitScale(frame: Size, extent: Size, part: Rect): number {
  return Math.min(frame.width / (extent.width * part.width), frame.height / (extent.height * part.height));
}

/**
 * Lay a picture so that a part of it stands in the middle of a frame, as large as it goes, in its true proportions.
 *
 * Edges fall on whole device pixels, so that image and mask meet exactly.
 *
 * Args:
 *   frame: device pixels.
 *   extent: mm of the whole picture.
 *   part: what is to fill the frame, in shares of the picture.
 *
 * Returns:
 *   Where the whole picture lies.
 */
export function fitRect(frame: Size, extent: Size, part: Rect = WHOLE): Rect {
  if (extent.width <= 0 || extent.height <= 0) return { x: 0, y: 0, width: 0, height: 0 };
  const scale = fitScale(frame, extent, part);
  const width = Math.round(extent.width * scale);
  const height = Math.round(extent.height * scale);
  return {
    x: Math.floor(frame.width / 2 - (part.x + part.width / 2) * width),
    y: Math.floor(frame.height / 2 - (part.y + part.height / 2) * height),
    width,
    height,
  };
}
