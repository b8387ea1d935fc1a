import { expect, test } from "vitest";

import { readScale } from "./uncertainty-scale";

test("the first colour is sure, the last one undecided, and others lie evenly between", () => {
  const scale = readScale(new Uint32Array([0, 0xff00aa11, 0xff00bb22, 0xff00cc33, 0xff00dd44]));
  expect([0, 0xff00aa11, 0xff00dd44].map((colour) => scale.get(colour))).toEqual([0, 0.25, 1]);
});

test("a colour that is not on the scale stands for nothing", () => {
  expect(readScale([0, 1]).get(2)).toBeUndefined();
});
