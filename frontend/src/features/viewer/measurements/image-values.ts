import type { MeasurementValues } from "@/lib/api-types";

import type { Shape } from "./kinds";
import { flatten, type Flat } from "./plane";

/** The real values of a slice, along the two canonical axes that it lies in. */
export interface ValuePlane {
  size: readonly [number, number];
  at: (first: number, second: number) => number;
}

/**
 * Read a slice where a measurement says, as the server does.
 *
 * A voxel belongs to a region when its centre lies inside. The standard deviation is that of these voxels themselves.
 */
export function imageValues({ kind, axis, points }: Shape, plane: ValuePlane): MeasurementValues {
  const places = points.map((point) => flatten(point, axis));
  const [a, b] = places;
  if (a === undefined) return {};
  switch (kind) {
    case "probe":
      return { value: plane.at(nearest(a[0], plane.size[0]), nearest(a[1], plane.size[1])) };
    case "ellipse":
      return b === undefined ? {} : statistics(plane, inEllipse(a, b), boundsOf(places));
    case "freehand":
      return statistics(plane, inPolygon(places), boundsOf(places));
    default:
      return {};
  }
}

/** Give the voxel that a place lies in. */
function nearest(place: number, size: number): number {
  return Math.min(Math.max(Math.floor(place + 0.5), 0), size - 1);
}

type Inside = (x: number, y: number) => boolean;

function inEllipse(corner: Flat, opposite: Flat): Inside {
  const [cx, cy] = [(corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2];
  const [rx, ry] = [Math.abs(opposite[0] - corner[0]) / 2, Math.abs(opposite[1] - corner[1]) / 2];
  return (x, y) => {
    const [u, v] = [(x - cx) / rx, (y - cy) / ry];
    return u * u + v * v <= 1;
  };
}

/**
 * Tell whether a line from a place to the side crosses the outline an odd number of times.
 *
 * Source: Shimrat, "Algorithm 112: Position of point relative to polygon", Communications of the ACM 5 (1962).
 */
function inPolygon(corners: readonly Flat[]): Inside {
  return (x, y) => {
    let inside = false;
    let [x1, y1] = corners.at(-1) ?? [0, 0];
    for (const [x2, y2] of corners) {
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      [x1, y1] = [x2, y2];
    }
    return inside;
  };
}

interface Bounds {
  low: Flat;
  high: Flat;
}

function boundsOf(places: readonly Flat[]): Bounds {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return { low: [Math.min(...xs), Math.min(...ys)], high: [Math.max(...xs), Math.max(...ys)] };
}

function statistics({ size, at }: ValuePlane, inside: Inside, { low, high }: Bounds): MeasurementValues {
  const values: number[] = [];
  for (let x = Math.max(Math.ceil(low[0]), 0); x <= Math.min(high[0], size[0] - 1); x += 1) {
    for (let y = Math.max(Math.ceil(low[1]), 0); y <= Math.min(high[1], size[1] - 1); y += 1) {
      if (inside(x, y)) values.push(at(x, y));
    }
  }
  if (values.length === 0) return { mean: null, sd: null, min: null, max: null, voxels: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const [min, max] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  return { mean, sd: Math.sqrt(variance), min, max, voxels: values.length };
}
