import { LAYOUTS, mirrorsColumns, sliceExtent, type Axis, type Triple } from "./axes";
import { fitRect, type Rect, type Size } from "./fit";

/** A place on a canvas or a screen: to the right and down. */
export interface Point {
  x: number;
  y: number;
}

/** How a view looks at its slices; zoom 1 fits, x and y shift the slice's centre to the right and down, in mm. */
export interface Camera {
  zoom: number;
  x: number;
  y: number;
}

/** The whole slice in the middle of the view, as large as it goes. */
export const FIT: Camera = { zoom: 1, x: 0, y: 0 };

/** The one way between voxels and a view's canvas; voxel i reaches from i - 0.5 to i + 0.5. */
export interface ViewTransform {
  axis: Axis;
  /** Where the whole slice lies on the canvas, device pixels; image, mask and everything over them share it. */
  rect: Rect;
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
}

/** Make the way between voxels and one view's canvas. */
export function makeViewTransform({ axis, shape, spacing, frame, camera, flipped }: View): ViewTransform {
  const { through, rows, columns } = LAYOUTS[axis];
  const extent = sliceExtent(shape, spacing, axis);
  const { rect, mmPerPixel } = placeSlice(extent, { frame, camera });
  // Both kept axes run against the screen (right to the left, up), except for columns that are mirrored.
  const mirrored = mirrorsColumns(axis, flipped);
  const across = (share: number) => (mirrored ? share : 1 - share);
  return {
    axis,
    rect,
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

/** Lay the slice into the frame as the camera looks at it; a camera that fits keeps to whole device pixels. */
function placeSlice(extent: Size, { frame, camera }: Pick<View, "frame" | "camera">): { rect: Rect; mmPerPixel: number } {
  const fit = fitRect(frame, extent);
  const scale = Math.min(frame.width / extent.width, frame.height / extent.height) * camera.zoom;
  const mmPerPixel = scale > 0 && Number.isFinite(scale) ? 1 / scale : 1;
  const width = fit.width * camera.zoom;
  const height = fit.height * camera.zoom;
  const rect = {
    x: fit.x + (fit.width - width) / 2 + camera.x / mmPerPixel,
    y: fit.y + (fit.height - height) / 2 + camera.y / mmPerPixel,
    width,
    height,
  };
  return { rect, mmPerPixel };
}
