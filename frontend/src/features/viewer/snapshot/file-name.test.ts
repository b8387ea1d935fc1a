import { expect, test } from "vitest";

import { FIT, makeViewTransform } from "../geometry/view-transform";
import { fileName } from "./file-name";

const view = {
  transform: makeViewTransform({
    axis: "axial",
    shape: [4, 5, 6],
    spacing: [1, 1, 1],
    frame: { width: 10, height: 10 },
    camera: FIT,
    flipped: false,
  }),
  frame: {
    index: 2,
    layers: { channel: "t1ce", segmentationId: null, uncertaintyId: null },
    image: { rows: 5, columns: 4, pixels: new Uint8Array(20), slope: 1, intercept: 0 },
    labels: null,
    uncertainty: null,
  },
};

test("one view is named after its slice, counted as on the screen", () => {
  expect(fileName(7, [view])).toBe("neuroslice-study-7-axial-3-t1ce.png");
});

test("several views are named after their study", () => {
  expect(fileName(7, [view, view])).toBe("neuroslice-study-7-views.png");
});
