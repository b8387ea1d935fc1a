import { expect, test } from "vitest";

import { FIT } from "../geometry/view-transform";
import { FIRST_LOOK, reduceLooking } from "./looking";

const CLOSE = { zoom: 2, x: 3, y: 4 };

test("a view is zoomed and moved alone, until views are linked", () => {
  const alone = reduceLooking(FIRST_LOOK, { type: "move camera", axis: "axial", camera: CLOSE });
  expect(alone.cameras).toEqual({ axial: CLOSE, coronal: FIT, sagittal: FIT });
  const linked = reduceLooking(FIRST_LOOK, { type: "change looking", change: { camerasLinked: true } });
  const together = reduceLooking(linked, { type: "move camera", axis: "axial", camera: CLOSE });
  expect(together.cameras.coronal.zoom).toBe(2);
});

test("fitting brings every view back", () => {
  const moved = reduceLooking(FIRST_LOOK, { type: "move camera", axis: "coronal", camera: CLOSE });
  expect(reduceLooking(moved, { type: "fit views" }).cameras).toEqual(FIRST_LOOK.cameras);
});

test("a view made large goes back to the layout it came from", () => {
  const channels = reduceLooking(FIRST_LOOK, { type: "lay out", layout: "channels", axis: "coronal" });
  const large = reduceLooking(channels, { type: "enlarge", axis: "coronal" });
  expect(large).toMatchObject({ layout: "single", mainAxis: "coronal" });
  expect(reduceLooking(large, { type: "enlarge", axis: "coronal" }).layout).toBe("channels");
});

test("a link to one view alone leads back to how a study opens", () => {
  const opened = { ...FIRST_LOOK, layout: "single" as const, layoutBefore: "single" as const };
  expect(reduceLooking(opened, { type: "enlarge", axis: "axial" }).layout).toBe(FIRST_LOOK.layout);
});

test("another layout keeps the axis unless it is named", () => {
  const coronal = reduceLooking(FIRST_LOOK, { type: "lay out", layout: "large", axis: "coronal" });
  expect(reduceLooking(coronal, { type: "lay out", layout: "channels" }).mainAxis).toBe("coronal");
});
