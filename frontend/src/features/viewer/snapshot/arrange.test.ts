import { expect, test } from "vitest";

import { arrange } from "./arrange";

test("one view is the whole picture, wherever it stands on the screen", () => {
  expect(arrange([{ x: 400, y: 180, width: 300, height: 200 }], 2)).toEqual({
    places: [{ x: 0, y: 0, width: 600, height: 400 }],
    width: 600,
    height: 400,
  });
});

test("views keep their places to each other", () => {
  const boxes = [
    { x: 10, y: 100, width: 600, height: 400 },
    { x: 611, y: 100, width: 300, height: 180 },
    { x: 611, y: 320, width: 300, height: 180 },
  ];
  expect(arrange(boxes, 1)).toEqual({
    places: [
      { x: 0, y: 0, width: 600, height: 400 },
      { x: 601, y: 0, width: 300, height: 180 },
      { x: 601, y: 220, width: 300, height: 180 },
    ],
    width: 901,
    height: 400,
  });
});
