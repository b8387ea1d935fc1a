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

test.each([[-500, 200], [60000, 90000], [70000, 80000], [-9, -3], [5, 5]])(
  "a window from %d to %d is linear for every stored value, however far it lies outside",
  (low, high) => {
    const scale = { slope: 1.25, intercept: -3 };
    const expected = Uint8ClampedArray.from({ length: 65536 }, (_, pixel) => {
      return ((1.25 * pixel - 3 - low) / Math.max(high - low, Number.EPSILON)) * 255;
    });
    const bytes = new Uint8Array(makeWindowTable({ low, high }, scale).buffer);
    expect(bytes.filter((_, at) => at % 4 === 0)).toEqual(new Uint8Array(expected));
  },
);

test("an inverted window goes from white to black", () => {
  const table = makeWindowTable({ low: 100, high: 300 }, { slope: 1, intercept: 0 }, true);
  expect(greys(table, 0, 100, 150, 300, 65535)).toEqual([255, 255, 191, 0, 0]);
});
