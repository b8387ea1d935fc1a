import { expect, test } from "vitest";

import { indexForKey } from "./keys";

test.each([
  ["ArrowUp", 51],
  ["ArrowRight", 51],
  ["ArrowDown", 49],
  ["ArrowLeft", 49],
  ["PageUp", 55],
  ["PageDown", 45],
  ["Home", 0],
  ["End", 154],
])("%s leads from slice 50 to %i", (key, index) => {
  expect(indexForKey(key, 50, 155)).toBe(index);
});

test("keys stop at the ends", () => {
  expect(indexForKey("PageUp", 153, 155)).toBe(154);
  expect(indexForKey("ArrowDown", 0, 155)).toBe(0);
});

test("other keys are not for the view", () => {
  expect(indexForKey("Tab", 3, 155)).toBeNull();
});
