import type { Rect } from "../geometry/fit";
import type { Point } from "../geometry/view-transform";

/** A straight piece of a line. */
export type Piece = readonly [Point, Point];

export function boxOf(points: readonly Point[]): Rect {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function sharedArea(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

/**
 * Say how much of a piece of a line lies in a rectangle.
 *
 * Source: Liang and Barsky, "A New Concept and Method for Line Clipping", ACM Transactions on Graphics 3 (1984).
 */
export function lengthInside([from, to]: Piece, { x, y, width, height }: Rect): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [first, last] = [0, 1];
  const sides = [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const;
  for (const [way, room] of sides) {
    if (way === 0 && room < 0) return 0;
    if (way < 0) first = Math.max(first, room / way);
    if (way > 0) last = Math.min(last, room / way);
  }
  return last > first ? (last - first) * Math.hypot(dx, dy) : 0;
}

/** Give the shortest way from a rectangle to a piece of a line; of no length where they meet. */
export function shortestWay(rect: Rect, piece: Piece): { way: Piece; length: number } {
  if (lengthInside(piece, rect) > 0) return { way: [piece[0], piece[0]], length: 0 };
  const corners = [rect.x, rect.x + rect.width].flatMap((x) => [rect.y, rect.y + rect.height].map((y) => ({ x, y })));
  const ways: Piece[] = [
    ...piece.map((end): Piece => [nearestIn(rect, end), end]),
    ...corners.map((corner): Piece => [corner, nearestOn(piece, corner)]),
  ];
  return ways.map((way) => ({ way, length: between(...way) })).reduce((best, next) => (next.length < best.length ? next : best));
}

function nearestIn({ x, y, width, height }: Rect, place: Point): Point {
  return { x: Math.min(Math.max(place.x, x), x + width), y: Math.min(Math.max(place.y, y), y + height) };
}

function nearestOn([from, to]: Piece, place: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length;
  const kept = Math.min(Math.max(share, 0), 1);
  return { x: from.x + kept * dx, y: from.y + kept * dy };
}

function between(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
