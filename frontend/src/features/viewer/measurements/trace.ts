import type { Triple } from "../geometry/axes";
import type { Point } from "../geometry/view-transform";
import type { Shape } from "./kinds";
import type { Piece } from "./rectangles";

/** Half of a probe's cross, CSS pixels. */
export const PROBE_PX = 6;

// Pieces that a closed line is cut into: enough to tell where a label is in its way.
const PIECES = 20;

/** Give the lines of a measurement on the screen as straight pieces. */
export function trace({ kind, points }: Shape, toScreen: (voxel: Triple) => Point): Piece[] {
  const places = points.map(toScreen);
  const [a, b, c, d] = places;
  if (a === undefined) return [];
  switch (kind) {
    case "probe":
      return [
        [{ x: a.x - PROBE_PX, y: a.y }, { x: a.x + PROBE_PX, y: a.y }],
        [{ x: a.x, y: a.y - PROBE_PX }, { x: a.x, y: a.y + PROBE_PX }],
      ];
    case "bidirectional":
      return b && c && d ? [[a, b], [c, d]] : [];
    case "ellipse":
      return b === undefined ? [] : closed(onEllipse(a, b));
    case "freehand":
      return closed(thinned(places));
    default:
      return places.slice(1).map((place, number): Piece => [places[number]!, place]);
  }
}

function closed(places: readonly Point[]): Piece[] {
  return places.map((place, number): Piece => [place, places[(number + 1) % places.length]!]);
}

function thinned(places: readonly Point[]): Point[] {
  const step = Math.ceil(places.length / PIECES);
  return places.filter((_, number) => number % step === 0);
}

function onEllipse(corner: Point, opposite: Point): Point[] {
  const middle = { x: (corner.x + opposite.x) / 2, y: (corner.y + opposite.y) / 2 };
  return Array.from({ length: PIECES }, (_, number) => {
    const angle = (2 * Math.PI * number) / PIECES;
    return {
      x: middle.x + (Math.cos(angle) * (opposite.x - corner.x)) / 2,
      y: middle.y + (Math.sin(angle) * (opposite.y - corner.y)) / 2,
    };
  });
}
