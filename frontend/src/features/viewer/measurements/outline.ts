import { signedArea, type Flat } from "./plane";

/**
 * Leave out what a line can do without: no point lies further from what remains than a tolerance.
 *
 * Source: Douglas and Peucker, "Algorithms for the reduction of the number of points required to represent a digitized
 * line", Cartographica 10 (1973).
 *
 * Returns the numbers of the points to keep.
 */
export function simplify(line: readonly Flat[], tolerance: number): number[] {
  return line.length === 0 ? [] : [0, ...keepBetween(line, 0, line.length - 1, tolerance)];
}

/** Give the points to keep after one and up to another. */
function keepBetween(line: readonly Flat[], start: number, end: number, tolerance: number): number[] {
  let [furthest, most] = [start, tolerance];
  for (let number = start + 1; number < end; number += 1) {
    const away = offLine(line[number]!, line[start]!, line[end]!);
    if (away > most) [furthest, most] = [number, away];
  }
  if (furthest === start) return end > start ? [end] : [];
  return [...keepBetween(line, start, furthest, tolerance), ...keepBetween(line, furthest, end, tolerance)];
}

/** Give the distance of a point from the part of a line between two others. */
function offLine([x, y]: Flat, start: Flat, end: Flat): number {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(Math.max(((x - start[0]) * dx + (y - start[1]) * dy) / length, 0), 1);
  return Math.hypot(x - start[0] - along * dx, y - start[1] - along * dy);
}

/** Find the first two sides of a closed line that cross each other, if any. */
export function findCrossing(corners: readonly Flat[]): readonly [number, number] | null {
  const side = (number: number) => [corners[number]!, corners[(number + 1) % corners.length]!] as const;
  for (let one = 0; one < corners.length - 2; one += 1) {
    // Neighbours share a corner and cannot cross; the last side is the first one's neighbour.
    const end = one === 0 ? corners.length - 1 : corners.length;
    for (let other = one + 2; other < end; other += 1) {
      if (cross(side(one), side(other))) return [one, other];
    }
  }
  return null;
}

/**
 * Cut off the loops that a hand makes where a line crosses itself, most often at its end; the larger part stays.
 *
 * Returns the numbers of the corners to keep.
 */
export function uncross(corners: readonly Flat[]): number[] {
  const placesOf = (numbers: readonly number[]) => numbers.map((number) => corners[number]!);
  const areaOf = (numbers: readonly number[]) => Math.abs(signedArea(placesOf(numbers)));
  let kept = corners.map((_, number) => number);
  for (let found = findCrossing(corners); found !== null; found = findCrossing(placesOf(kept))) {
    const [one, other] = found;
    const loop = kept.slice(one + 1, other + 1);
    const rest = [...kept.slice(0, one + 1), ...kept.slice(other + 1)];
    kept = areaOf(loop) > areaOf(rest) ? loop : rest;
  }
  return kept;
}

function cross([a, b]: readonly [Flat, Flat], [c, d]: readonly [Flat, Flat]): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Tell on which side of a line a point lies, by sign. */
function turn(start: Flat, end: Flat, point: Flat): number {
  return Math.sign((end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0]));
}
