import { expect, test } from "vitest";

import { axisInSight, placeViews } from "./layout";
import { LAYOUT_KINDS } from "./looking";

const CHANNELS = ["flair", "t1", "t1ce", "t2"];

test("three views stand side by side", () => {
  const views = placeViews({ layout: "three", mainAxis: "coronal" }, CHANNELS);
  expect(views.map(({ id }) => id)).toEqual(["axial", "coronal", "sagittal"]);
});

test("the large view comes first, the two small ones after it", () => {
  const views = placeViews({ layout: "large", mainAxis: "coronal" }, CHANNELS);
  expect(views.map(({ id, large }) => [id, large])).toEqual([
    ["coronal", true],
    ["axial", false],
    ["sagittal", false],
  ]);
});

test("every channel of an axis is shown, and each but once", () => {
  const views = placeViews({ layout: "channels", mainAxis: "axial" }, ["flair", "t1ce"]);
  expect(views.map(({ axis, channel }) => [axis, channel])).toEqual([
    ["axial", "flair"],
    ["axial", "t1ce"],
  ]);
});

test.each(LAYOUT_KINDS)("no two views of the layout %s have the same name", (layout) => {
  const ids = placeViews({ layout, mainAxis: "sagittal" }, CHANNELS).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("keys are for the view that was pointed at, or the main one where that is out of sight", () => {
  expect(axisInSight({ layout: "large", mainAxis: "axial" }, "coronal")).toBe("coronal");
  expect(axisInSight({ layout: "single", mainAxis: "axial" }, "coronal")).toBe("axial");
  expect(axisInSight({ layout: "channels", mainAxis: "sagittal" }, "coronal")).toBe("sagittal");
});
