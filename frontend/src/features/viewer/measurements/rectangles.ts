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
 * Without making an object on the way: it is asked for thousands of times while a hand draws.
 *
 * Source: Liang and Barsky, "A New Concept and Method for Line Clipping", ACM Transactions on Graphics 3 (1984).
 */
export function lengthInside(piece: Piece, { x, y, width, height }: Rect): number {
  const from = piece[0];
  const dx = piece[1].x - from.x;
  const dy = piece[1].y - from.y;
  if ((dx === 0 && (from.x < x || from.x > x + width)) || (dy === 0 && (from.y < y || from.y > y + height))) return 0;
  const left = (x - from.x) / dx;
  const right = (x + width - from.x) / dx;
  const top = (y - from.y) / dy;
  const bottom = (y + height - from.y) / dy;
  const first = Math.max(0, dx === 0 ? 0 : Math.min(left, right), dy === 0 ? 0 : Math.min(top, bottom));
  const last = Math.min(1, dx === 0 ? 1 : Math.max(left, right), dy === 0 ? 1 : Math.max(top, bottom));
  return last > first ? (last - first) * lengthOf(dx, dy) : 0;
}

/** Say how far apart two rectangles are. */
export function gapBetween(a: Rect, b: Rect): number {
  const across = Math.max(0, b.x - a.x - a.width, a.x - b.x - b.width);
  const down = Math.max(0, b.y - a.y - a.height, a.y - b.y - b.height);
  return lengthOf(across, down);
}

/** Say how far a piece of a line is from a rectangle; nothing where they meet. */
export function distanceTo(rect: Rect, piece: Piece): number {
  if (lengthInside(piece, rect) > 0) return 0;
  const { x, y, width, height } = rect;
  let least = Math.min(fromRect(rect, piece[0]), fromRect(rect, piece[1]));
  for (let corner = 0; corner < 4; corner += 1) {
    const [cornerX, cornerY] = [x + (corner & 1) * width, y + (corner >> 1) * height];
    const share = shareNearest(piece, cornerX, cornerY);
    const [onX, onY] = [piece[0].x + share * (piece[1].x - piece[0].x), piece[0].y + share * (piece[1].y - piece[0].y)];
    least = Math.min(least, lengthOf(onX - cornerX, onY - cornerY));
  }
  return least;
}

/** Give the shortest way from a rectangle to a piece of a line that it does not meet. */
export function shortestWay({ x, y, width, height }: Rect, piece: Piece): Piece {
  const [from, to] = piece;
  const corners = [x, x + width].flatMap((across) => [y, y + height].map((down) => ({ x: across, y: down })));
  const ways = [
    ...piece.map((end): Piece => [{ x: clamp(end.x, x, x + width), y: clamp(end.y, y, y + height) }, end]),
    ...corners.map((corner): Piece => {
      const share = shareNearest(piece, corner.x, corner.y);
      return [corner, { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }];
    }),
  ];
  return ways.reduce((best, next) => (reachOf(next) < reachOf(best) ? next : best));
}

function fromRect({ x, y, width, height }: Rect, place: Point): number {
  return lengthOf(place.x - clamp(place.x, x, x + width), place.y - clamp(place.y, y, y + height));
}

/** Say at which share of a piece of a line it comes nearest to a place. */
function shareNearest([from, to]: Piece, x: number, y: number): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  return length === 0 ? 0 : clamp(((x - from.x) * dx + (y - from.y) * dy) / length, 0, 1);
}

function reachOf([from, to]: Piece): number {
  return lengthOf(to.x - from.x, to.y - from.y);
}

/** As Math.hypot, which takes several times as long for the sake of numbers that no screen has. */
function lengthOf(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
