import { expect, test } from "vitest";

import { makeWindowTable } from "./window-table";

function greys(table: Uint32Array, ...pixels: number[]): number[] {
  const bytes = new Uint8Array(table.buffer);
  return pixels.map((pixel) => bytes[pixel * 4]!);
}

test("values from low to high go from black to white", () => {
  const table = makeWindowTable({ low: 100, high: 300 }, { slope: 1, intercept: 0 });
  expect(greys(table, 0, 100, 150, 200, 300, 65535)).toEqual([0, 0, 64, 128, 255, 255]);
});

test("a window is in real values, whatever is stored", () => {
  const table = makeWindowTable({ low: -50, high: 50 }, { slope: 0.5, intercept: -100 });
  expect(greys(table, 0, 100, 200, 300)).toEqual([0, 0, 128, 255]);
});

test("every grey is opaque and without colour", () => {
  const bytes = new Uint8Array(makeWindowTable({ low: 0, high: 10 }, { slope: 1, intercept: 0 }).buffer);
  expect([...bytes.slice(4 * 4, 4 * 4 + 4)]).toEqual([102, 102, 102, 255]);
});

test("an inverted window goes from white to black", () => {
  const table = makeWindowTable({ low: 100, high: 300 }, { slope: 1, intercept: 0 }, true);
  expect(greys(table, 0, 100, 150, 300, 65535)).toEqual([255, 255, 191, 0, 0]);
});
