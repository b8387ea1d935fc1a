import { expect, test } from "vitest";

import { isMeasuring, TOOLS } from "./tools";

test("the measuring tools are told from those that move the picture", () => {
  expect(TOOLS.filter((tool) => !isMeasuring(tool))).toEqual(["crosshair", "window", "pan", "zoom"]);
});
