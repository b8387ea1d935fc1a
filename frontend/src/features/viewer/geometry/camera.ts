import { AXES, LAYOUTS, type Axis } from "./axes";
import type { Camera, Point, ViewTransform } from "./view-transform";

export type Cameras = Readonly<Record<Axis, Camera>>;

export const LEAST_ZOOM = 0.25;
export const MOST_ZOOM = 32;

/** Return the same camera, shifted by device pixels. */
export function panBy(camera: Camera, { mmPerPixel }: Pick<ViewTransform, "mmPerPixel">, shift: Point): Camera {
  return { ...camera, x: camera.x + shift.x * mmPerPixel, y: camera.y + shift.y * mmPerPixel };
}

/**
 * Zoom so that what lies under a point of the canvas stays there.
 *
 * Args:
 *   camera: as the transform was made with.
 *   point: device pixels.
 *   factor: above 1 comes closer; ends at the closest and the furthest sensible zoom.
 */
export function zoomAt(camera: Camera, { middle, mmPerPixel }: ViewTransform, point: Point, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor);
  const grown = zoom / camera.zoom;
  // The middle moves away from the point as the slice grows.
  const away = { x: point.x - middle.x, y: point.y - middle.y };
  return {
    zoom,
    x: (camera.x + away.x * (1 - grown) * mmPerPixel) / grown,
    y: (camera.y + away.y * (1 - grown) * mmPerPixel) / grown,
  };
}

/** Zoom so that what stands in the middle of the view stays there; ends as `zoomAt` does. */
export function zoomBy(camera: Camera, factor: number): Camera {
  return { ...camera, zoom: clampZoom(camera.zoom * factor) };
}

/**
 * Zoom and move at once, so that what lay under one point lies under another.
 *
 * Args:
 *   camera: as the transform was made with.
 *   from: device pixels.
 *   to: device pixels.
 *   factor: above 1 comes closer.
 */
export function pinchCamera(
  camera: Camera,
  transform: ViewTransform,
  { from, to, factor }: { from: Point; to: Point; factor: number },
): Camera {
  const zoomed = zoomAt(camera, transform, from, factor);
  const mmPerPixel = (transform.mmPerPixel * camera.zoom) / zoomed.zoom;
  return panBy(zoomed, { mmPerPixel }, { x: to.x - from.x, y: to.y - from.y });
}

/** Give the other views the zoom of one, and its shift along the directions of the patient that they share with it. */
export function linkCameras(cameras: Cameras, axis: Axis, camera: Camera): Cameras {
  const { columns, rows } = LAYOUTS[axis];
  const shifts = new Map([
    [columns, camera.x],
    [rows, camera.y],
  ]);
  const linked = AXES.map((other) => {
    const { x, y } = cameras[other];
    const shift = { x: shifts.get(LAYOUTS[other].columns) ?? x, y: shifts.get(LAYOUTS[other].rows) ?? y };
    return [other, other === axis ? camera : { zoom: camera.zoom, ...shift }] as const;
  });
  return Object.fromEntries(linked) as Record<Axis, Camera>;
}

function clampZoom(zoom: number): number {
  return Math.min(Math.max(zoom, LEAST_ZOOM), MOST_ZOOM);
}
