import { LAYOUTS, mirrorsColumns, sliceExtent, type Axis, type Box, type Triple } from "./axes";
import { fitRect, fitScale, WHOLE, type Rect, type Size } from "./fit";

/** A place on a canvas or a screen: to the right and down. */
export interface Point {
  x: number;
  y: number;
}

/** How a view looks at its slices; zoom 1 fits, x and y shift what fits to the right and down, in mm. */
export interface Camera {
  zoom: number;
  x: number;
  y: number;
}

/** What matters of the slice in the middle of the view, as large as it goes. */
export const FIT: Camera = { zoom: 1, x: 0, y: 0 };

/** The one way between voxels and a view's canvas; voxel i reaches from i - 0.5 to i + 0.5. */
export interface ViewTransform {
  axis: Axis;
  /** Where the whole slice lies on the canvas, device pixels; image, mask and everything over them share it. */
  rect: Rect;
  /** The device pixel that the slice grows away from. */
  middle: Point;
  /** mm that a device pixel spans. */
  mmPerPixel: number;
  /** Neurological convention: the patient's right on the viewer's right. */
  flipped: boolean;
  /** Give the device pixel of the centre of a (fractional) voxel. */
  toCanvas: (voxel: Triple) => Point;
  /** Give the (fractional) voxel of a slice under a device pixel; whole numbers are centres of voxels. */
  toVoxel: (point: Point, index: number) => Triple;
}

interface View {
  axis: Axis;
  shape: Triple;
  spacing: Triple;
  /** Device pixels of the canvas. */
  frame: Size;
  camera: Camera;
  flipped: boolean;
  /** What is to fill the view; the whole slice where it is not known. */
  head?: Box | null;
}

/** Make the way between voxels and one view's canvas. */
export function makeViewTransform({ axis, shape, spacing, frame, camera, flipped, head }: View): ViewTransform {
  const { through, rows, columns } = LAYOUTS[axis];
  const extent = sliceExtent(shape, spacing, axis);
  // Both kept axes run against the screen (right to the left, up), except for columns that are mirrored.
  const mirrored = mirrorsColumns(axis, flipped);
  const across = (share: number) => (mirrored ? share : 1 - share);
  const part = head ? partOf(head[columns], shape[columns], across, head[rows], shape[rows]) : WHOLE;
  const { rect, middle, mmPerPixel } = placeSlice(extent, { frame, camera, part });
  return {
    axis,
    rect,
    middle,
    mmPerPixel,
    flipped,
    toCanvas: (voxel) => ({
      x: rect.x + across((voxel[columns] + 0.5) / shape[columns]) * rect.width,
      y: rect.y + (1 - (voxel[rows] + 0.5) / shape[rows]) * rect.height,
    }),
    toVoxel: (point, index) => {
      const voxel: [number, number, number] = [0, 0, 0];
      voxel[through] = index;
      voxel[columns] = across((point.x - rect.x) / rect.width) * shape[columns] - 0.5;
      voxel[rows] = (1 - (point.y - rect.y) / rect.height) * shape[rows] - 0.5;
      return voxel;
    },
  };
}

/** Give a box of voxels on a slice in shares of the picture, which starts at the highest row. */
function partOf(
  columns: readonly [number, number],
  columnCount: number,
  across: (share: number) => number,
  rows: readonly [number, number],
  rowCount: number,
): Rect {
  const sides = columns.map((side) => across(side / columnCount));
  return {
    x: Math.min(...sides),
    y: 1 - rows[1] / rowCount,
    width: (columns[1] - columns[0]) / columnCount,
    height: (rows[1] - rows[0]) / rowCount,
  };
}

/** Lay the slice into the frame as the camera looks at it; a camera that fits keeps to whole device pixels. */
function placeSlice(
  extent: Size,
  { frame, camera, part }: Pick<View, "frame" | "camera"> & { part: Rect },
): Pick<ViewTransform, "rect" | "middle" | "mmPerPixel"> {
  const fit = fitRect(frame, extent, part);
  const scale = fitScale(frame, extent, part) * camera.zoom;
  const mmPerPixel = scale > 0 && Number.isFinite(scale) ? 1 / scale : 1;
  const away = { x: (part.x + part.width / 2) * fit.width, y: (part.y + part.height / 2) * fit.height };
  const middle = { x: fit.x + away.x + camera.x / mmPerPixel, y: fit.y + away.y + camera.y / mmPerPixel };
  const rect = {
    x: middle.x - away.x * camera.zoom,
    y: middle.y - away.y * camera.zoom,
    width: fit.width * camera.zoom,
    height: fit.height * camera.zoom,
  };
  return { rect, middle, mmPerPixel };
}
