import { expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { readAddress, readMask, writeAddress } from "./address";
import { makeViewerReducer, openViewer, type ViewerAction, type ViewerState } from "./viewer-state";

const SHAPE: Triple = [240, 240, 155];
const CHANNELS = ["flair", "t1ce"];
const REGIONS = [{ id: "WT", name: "", labels: [1], colour: "#00ff00", colour_blind_colour: "#000000", needs: [], seen_on: null }];
const FIRST = openViewer({ shape: SHAPE, channels: CHANNELS, regions: REGIONS, widestAt: null });
const reduce = makeViewerReducer(SHAPE);

function after(...actions: ViewerAction[]): ViewerState {
  return { ...actions.reduce(reduce, FIRST), directions: FIRST.directions, layoutBefore: FIRST.layout };
}

function read(text: string): ViewerState {
  return readAddress(new URLSearchParams(text), { first: FIRST, shape: SHAPE, channels: CHANNELS });
}

test("of an untouched viewer an address says only where it is", () => {
  expect(writeAddress(FIRST, FIRST)).toBe("at=120,120,77");
  expect(read("")).toEqual(FIRST);
});

test("a link made before there was a mask leads to the same place once the study opens at its tumour", () => {
  const later = openViewer({ shape: SHAPE, channels: CHANNELS, regions: REGIONS, widestAt: [60, 70, 80] });
  expect(later.indices).toEqual({ sagittal: 60, coronal: 70, axial: 80 });
  const parts = new URLSearchParams(writeAddress(FIRST, FIRST));
  expect(readAddress(parts, { first: later, shape: SHAPE, channels: CHANNELS }).indices).toEqual(FIRST.indices);
});

test.each<[string, ViewerAction]>([
  ["the slices", { type: "place crosshair", voxel: [10, 200, 3] }],
  ["the channel", { type: "show channel", channel: "t1ce" }],
  ["the windows", { type: "set window", channel: "t1ce", window: { low: -10.5, high: 812.25 } }],
  ["the greys", { type: "change looking", change: { inverted: true } }],
  ["the mask", { type: "switch segmentation", on: false }],
  ["the regions", { type: "change region", region: "WT", change: { on: false, opacity: 0.2, mode: "both" } }],
  ["that nothing is smoothed", { type: "change looking", change: { smoothing: false } }],
  ["the uncertainty", { type: "change uncertainty", change: { on: true, opacity: 0.3 } }],
  ["how dense the uncertainty will be", { type: "change uncertainty", change: { opacity: 0.9 } }],
  ["that no diameters are proposed", { type: "switch proposals", on: false }],
  ["the layout", { type: "lay out", layout: "channels", axis: "coronal" }],
  ["the cameras", { type: "move camera", axis: "sagittal", camera: { zoom: 2.5, x: -3.25, y: 11 } }],
])("a link keeps %s", (_, action) => {
  const state = after(action);
  const text = writeAddress(state, FIRST);
  expect(text).not.toBe(writeAddress(FIRST, FIRST));
  expect(read(text)).toEqual(state);
});

test("a link names the mask that is shown", () => {
  const text = writeAddress(FIRST, FIRST, 12);
  expect(text).toBe("at=120,120,77&mask=12");
  expect(readMask(new URLSearchParams(text))).toBe(12);
  expect(read(text)).toEqual(FIRST);
});

test.each(["", "mask=", "mask=newest", "mask=1.5"])("no mask is named by “%s”", (text) => {
  expect(readMask(new URLSearchParams(text))).toBeNull();
});

test("an address can be read by people", () => {
  const state = after({ type: "place crosshair", voxel: [1, 2, 3] }, { type: "lay out", layout: "large", axis: "coronal" });
  expect(writeAddress(state, FIRST)).toBe("at=1,2,3&layout=large:coronal");
});

test("which side is left stays the reader's own choice", () => {
  expect(writeAddress(after({ type: "change looking", change: { flipped: true } }), FIRST)).toBe(writeAddress(FIRST, FIRST));
});

test.each([
  "at=1,2",
  "at=a,b,c",
  "channel=t2",
  "window=t2:1:2",
  "window=flair:9:1",
  "window=flair:x:y",
  "region=XX:on:0.5:fill",
  "region=WT:on:7:fill",
  "uncertainty=on",
  "uncertainty=on:2",
  "uncertainty=maybe:0.5",
  "smoothing=no",
  "proposals=no",
  "layout=five:axial",
  "camera=axial:0:0:0",
  "camera=axial:1:x:0",
  "camera=up:1:0:0",
])("what makes no sense is passed over: %s", (text) => {
  expect(read(text)).toEqual(FIRST);
});

test("a place outside the volume is brought to its edge", () => {
  expect(read("at=999,-5,40").indices).toEqual({ sagittal: 239, coronal: 0, axial: 40 });
});
