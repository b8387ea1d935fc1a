import { expect, test } from "vitest";

import { copyColours, packTable, rasterise } from "./rasterise";

test("every pixel gets the colour of its value", () => {
  const table = packTable(new Uint8ClampedArray([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
  const target = new Uint32Array(4);
  const slice = { rows: 2, columns: 2, pixels: new Uint8Array([1, 0, 2, 9]), slope: 1, intercept: 0 };
  rasterise(slice, table, target);
  expect([...new Uint8Array(target.buffer)]).toEqual([1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0]);
});

test("colours of a slice's own are laid out as they are", () => {
  const target = new Uint32Array(2);
  copyColours({ rows: 1, columns: 2, pixels: new Uint32Array([7, 0xffffffff]), slope: 1, intercept: 0 }, target);
  expect([...target]).toEqual([7, 0xffffffff]);
});
