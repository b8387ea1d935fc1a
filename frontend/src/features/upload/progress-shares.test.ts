import { expect, test } from "vitest";

import { progressShares } from "./progress-shares";

test("nothing sent is nothing of every file", () => {
  expect(progressShares(0, 310, [100, 200])).toEqual([0, 0]);
});

test("bytes belong to the files in their order", () => {
  expect(progressShares(110, 310, [100, 200])).toEqual([1, 0]);
  expect(progressShares(60, 310, [100, 200])).toEqual([0.5, 0]);
  expect(progressShares(210, 310, [100, 200])).toEqual([1, 0.5]);
});

test("a body that was sent whole is all of every file", () => {
  expect(progressShares(310, 310, [100, 200])).toEqual([1, 1]);
});

test("an empty file and an unknown total give no nonsense", () => {
  expect(progressShares(0, 0, [0, 10])).toEqual([0, 0]);
  expect(progressShares(12, 12, [0, 10])).toEqual([1, 1]);
});
