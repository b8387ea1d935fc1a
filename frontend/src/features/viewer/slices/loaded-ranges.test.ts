import { expect, test } from "vitest";

import { intersect, LoadedTable, runs } from "./loaded-ranges";

test("neighbouring slices make one run", () => {
  expect(runs(8, (index) => [0, 1, 2, 5, 7].includes(index))).toEqual([[0, 3], [5, 6], [7, 8]]);
  expect(runs(3, () => false)).toEqual([]);
});

test("a slice is loaded when its image and its mask are", () => {
  expect(intersect(10, [[[0, 4], [6, 10]], [[2, 8]]])).toEqual([[2, 4], [6, 8]]);
  expect(intersect(10, [[[0, 4]]])).toEqual([[0, 4]]);
  expect(intersect(10, [[[0, 10]], []])).toEqual([]);
});

test("the same answer is the same object until something changes", () => {
  const table = new LoadedTable();
  const volume = { kind: "image", channel: "t1" } as const;
  const first = table.get(volume, "axial", () => [[0, 1]]);
  expect(table.get(volume, "axial", () => [[0, 2]])).toBe(first);
  expect(table.get(volume, "coronal", () => [[3, 4]])).toEqual([[3, 4]]);
  table.clear();
  expect(table.get(volume, "axial", () => [[0, 2]])).toEqual([[0, 2]]);
});
