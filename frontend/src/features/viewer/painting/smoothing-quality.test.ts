import { expect, test } from "vitest";

import { smoothingQuality } from "./smoothing-quality";

const SLICE = { rows: 100, columns: 200, pixels: new Uint8Array(), slope: 1, intercept: 0 };

test.each([
  ["a little larger than it is", 1.2, "low"],
  ["as large as a view", 4, "low"],
  ["so large that the steps between voxels would show", 17, "medium"],
  ["smaller than it is, where voxels share a pixel", 0.8, "medium"],
])("a slice that is drawn %s", (_, scale, quality) => {
  expect(smoothingQuality(SLICE, { width: 200 * scale, height: 100 * scale })).toBe(quality);
});

test("a slice whose rows are drawn smaller and whose columns are drawn larger", () => {
  expect(smoothingQuality(SLICE, { width: 400, height: 90 })).toBe("medium");
});
