import { expect, test } from "vitest";

import { findCrossing, simplify, uncross } from "./outline";
import { signedArea, type Flat } from "./plane";

const at = (line: readonly Flat[], numbers: readonly number[]) => numbers.map((number) => line[number]!);

test("points on a straight line are left out, corners stay", () => {
  const line: Flat[] = [[0, 0], [1, 0], [2, 0.01], [3, 0], [3, 1], [3, 4]];
  expect(simplify(line, 0.1)).toEqual([0, 3, 5]);
});

test("no point of a circle lies further from its outline than allowed", () => {
  const circle = Array.from({ length: 720 }, (_, step): Flat => {
    const angle = (step / 720) * 2 * Math.PI;
    return [100 * Math.cos(angle), 100 * Math.sin(angle)];
  });
  const kept = at(circle, simplify(circle, 0.5));
  expect(kept.length).toBeLessThan(80);
  // Each chord lies within its tolerance of the arc, so the area changes by less than the ring of that width.
  expect(Math.abs(signedArea(kept) - signedArea(circle))).toBeLessThan(2 * Math.PI * 100 * 0.5);
});

test("a line too short to leave anything out stays", () => {
  expect(simplify([], 1)).toEqual([]);
  expect(simplify([[1, 1]], 1)).toEqual([0]);
  expect(simplify([[1, 1], [2, 2]], 1)).toEqual([0, 1]);
});

test("sides that touch or share a corner do not cross", () => {
  expect(findCrossing([[0, 0], [4, 0], [4, 4], [0, 4]])).toBeNull();
  expect(findCrossing([[0, 0], [4, 0], [2, 0], [2, 3]])).toBeNull();
});

test("two sides that cross are found", () => {
  expect(findCrossing([[0, 0], [4, 4], [4, 0], [0, 4]])).toEqual([0, 2]);
});

test("the hook at the end of a drawn line is cut off", () => {
  const line: Flat[] = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 1], [-1, -1], [2, -1], [2, 1]];
  const kept = at(line, uncross(line));
  expect(findCrossing(kept)).toBeNull();
  expect(Math.abs(signedArea(kept))).toBeGreaterThan(90);
});

test("of a figure of eight the larger half stays", () => {
  const line: Flat[] = [[0, 0], [20, 20], [20, 0], [0, 20], [-30, 20], [-30, 0]];
  const kept = at(line, uncross(line));
  expect(findCrossing(kept)).toBeNull();
  expect(kept).toEqual([[0, 0], [0, 20], [-30, 20], [-30, 0]]);
});
