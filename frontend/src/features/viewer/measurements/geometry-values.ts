import type { MeasurementValues } from "@/lib/api-types";

import type { Triple } from "../geometry/axes";
import type { Shape } from "./kinds";
import { distance, flattenToMm, signedArea, type Flat } from "./plane";

const MM2_PER_CM2 = 100;

/** Measure lengths, angles and areas by the true spacing, as the server does; nothing for a probe. */
export function geometryValues({ kind, axis, points }: Shape, spacing: Triple): MeasurementValues {
  const places = points.map((point) => flattenToMm(point, axis, spacing));
  const [a, b, c, d] = places;
  switch (kind) {
    case "distance":
      return a && b ? { length_mm: distance(a, b) } : {};
    case "angle":
      return a && b && c ? { degrees: angle(a, b, c) } : {};
    case "ellipse":
      return a && b ? { area_cm2: ellipseArea(a, b) / MM2_PER_CM2 } : {};
    case "freehand":
      return { area_cm2: Math.abs(signedArea(places)) / MM2_PER_CM2 };
    case "bidirectional":
      return a && b && c && d ? twoLines(distance(a, b), distance(c, d)) : {};
    case "probe":
      return {};
  }
}

/** Measure the angle at a vertex, 0 to 180 degrees; exact for small ones too, unlike the arc cosine. */
function angle(start: Flat, vertex: Flat, end: Flat): number {
  const [ax, ay] = [start[0] - vertex[0], start[1] - vertex[1]];
  const [bx, by] = [end[0] - vertex[0], end[1] - vertex[1]];
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}

function ellipseArea(corner: Flat, opposite: Flat): number {
  return (Math.PI / 4) * Math.abs(opposite[0] - corner[0]) * Math.abs(opposite[1] - corner[1]);
}

function twoLines(one: number, other: number): MeasurementValues {
  return { long_mm: Math.max(one, other), short_mm: Math.min(one, other), product_mm2: one * other };
}
