import { expect, test } from "vitest";

import { boxOf, distanceTo, gapBetween, lengthInside, sharedArea, shortestWay, type Piece } from "./rectangles";

const RECT = { x: 10, y: 20, width: 30, height: 10 };
const piece = (x1: number, y1: number, x2: number, y2: number): Piece => [{ x: x1, y: y1 }, { x: x2, y: y2 }];

test("a box holds its points", () => {
  expect(boxOf([{ x: 5, y: 9 }, { x: -1, y: 12 }, { x: 3, y: 3 }])).toEqual({ x: -1, y: 3, width: 6, height: 9 });
});

test("what two rectangles share has the area of both of its sides; touching they share nothing", () => {
  expect(sharedArea(RECT, { x: 30, y: 25, width: 50, height: 50 })).toBe(50);
  expect(sharedArea(RECT, { x: 40, y: 20, width: 5, height: 5 })).toBe(0);
});

test.each([
  ["through it", piece(0, 25, 100, 25), 30],
  ["within it", piece(12, 22, 15, 26), 5],
  ["out of it", piece(35, 25, 95, 25), 5],
  ["past it", piece(0, 31, 100, 31), 0],
  ["towards it", piece(0, 25, 9, 25), 0],
  ["across a corner outside", piece(0, 25, 15, 10), 0],
])("a line %s lies in a rectangle for its length there", (_, line, length) => {
  expect(lengthInside(line, RECT)).toBeCloseTo(length);
});

test.each([
  ["an end of the line", piece(50, 25, 90, 25), [{ x: 40, y: 25 }, { x: 50, y: 25 }], 10],
  ["the middle of the line", piece(40, 10, 50, 20), [{ x: 40, y: 20 }, { x: 45, y: 15 }], Math.hypot(5, 5)],
])("the way from a rectangle leads to %s", (_, line, way, length) => {
  expect(shortestWay(RECT, line)).toEqual(way);
  expect(distanceTo(RECT, line)).toBeCloseTo(length);
});

test("a line that is in a rectangle is not away from it", () => {
  expect(distanceTo(RECT, piece(0, 25, 100, 25))).toBe(0);
});

test.each([
  [{ x: 50, y: 0, width: 5, height: 100 }, 10],
  [{ x: 43, y: 34, width: 5, height: 5 }, 5],
  [{ x: 0, y: 0, width: 100, height: 100 }, 0],
])("from a rectangle to %o it is %d", (other, gap) => {
  expect(gapBetween(RECT, other)).toBe(gap);
});
