export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

/**
 * Lay a picture into a frame, as large as it goes, centred, in its true proportions.
 *
 * Edges fall on whole device pixels, so that image and mask meet exactly.
 *
 * Args:
 *   frame: device pixels.
 *   extent: mm.
 */
export function fitRect(frame: Size, extent: Size): Rect {
  if (extent.width <= 0 || extent.height <= 0) return { x: 0, y: 0, width: 0, height: 0 };
  const scale = Math.min(frame.width / extent.width, frame.height / extent.height);
  const width = Math.round(extent.width * scale);
  const height = Math.round(extent.height * scale);
  return { x: Math.floor((frame.width - width) / 2), y: Math.floor((frame.height - height) / 2), width, height };
}
