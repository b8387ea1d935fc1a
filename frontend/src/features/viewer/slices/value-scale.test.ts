import { expect, test } from "vitest";

import { parseScale } from "./value-scale";

test("the scale of the values is read from its header", () => {
  expect(parseScale("0.5,-10")).toEqual({ slope: 0.5, intercept: -10 });
});

test.each([null, "", "1", "a,b"])("a header like %j is refused", (header) => {
  expect(() => parseScale(header)).toThrow("X-Value-Scale");
});
