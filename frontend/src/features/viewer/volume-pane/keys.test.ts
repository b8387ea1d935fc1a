import { expect, test } from "vitest";

import { moveForKey } from "./keys";

test("arrow keys turn the volume to opposite sides", () => {
  const [left, right, up, down] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => moveForKey(key)!);
  expect(left!.right).toBe(-right!.right);
  expect(up!.down).toBe(-down!.down);
  expect(left!.zoom).toBe(1);
});

test("minus undoes plus", () => {
  expect(moveForKey("+")!.zoom * moveForKey("-")!.zoom).toBeCloseTo(1);
});

test("keys of the viewer are left to it", () => {
  expect(["s", "1", "PageUp", "Escape"].map(moveForKey)).toEqual([null, null, null, null]);
});
