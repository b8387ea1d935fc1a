import { expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { FIT } from "../geometry/view-transform";
import { commandActions } from "./command-actions";
import type { ViewCommand } from "./shortcuts";
import { makeViewerReducer, openViewer } from "./viewer-state";

const SHAPE: Triple = [20, 20, 20];
const CHANNELS = ["flair", "t1ce"];
const REGIONS = [{ id: "WT", name: "", labels: [1], colour: "#00ff00", colour_blind_colour: "#000000", needs: [], seen_on: null }];
const OPENED = openViewer({ shape: SHAPE, channels: CHANNELS, regions: REGIONS, widestAt: null });
const reduce = makeViewerReducer(SHAPE);
const PROFILE = { sagittal: { WT: [] }, coronal: { WT: Array.from({ length: 20 }, (_, index) => (index > 12 ? 1 : 0)) }, axial: { WT: [] } };

const VIEW = { transform: { mmPerPixel: 0.5 }, size: { width: 400, height: 300 } };
const SITUATION = { channels: CHANNELS, axis: "coronal", profile: PROFILE, view: VIEW } as const;

function after(...commands: ViewCommand[]) {
  return afterFrom(OPENED, ...commands);
}

function afterFrom(start: typeof OPENED, ...commands: ViewCommand[]) {
  return commands.reduce((state, command) => commandActions(command, { ...SITUATION, state }).reduce(reduce, state), start);
}

test("a number shows its channel, where there is one", () => {
  expect(after({ type: "channel", number: 2 }).channel).toBe("t1ce");
  expect(after({ type: "channel", number: 4 })).toBe(OPENED);
});

test("regions become fainter and stronger together, from nothing to all", () => {
  const fainter: ViewCommand = { type: "opacity", by: -0.1 };
  expect(after(fainter).regions.WT?.opacity).toBe(0.35);
  expect(after(fainter, fainter, fainter, fainter, fainter, fainter).regions.WT?.opacity).toBe(0);
  const stronger: ViewCommand = { type: "opacity", by: 0.6 };
  expect(after(stronger).regions.WT?.opacity).toBe(1);
});

test("the segmentation and the greys turn over and back", () => {
  expect(after({ type: "segmentation" }).segmentationOn).toBe(false);
  expect(after({ type: "segmentation" }, { type: "segmentation" }).segmentationOn).toBe(true);
  expect(after({ type: "invert" }).inverted).toBe(true);
});

test("the view that was pointed at goes to its next slice with a region, and nowhere where there is none", () => {
  expect(after({ type: "segmented", direction: 1 }).indices.coronal).toBe(13);
  expect(after({ type: "segmented", direction: 1 }, { type: "segmented", direction: 1 }).indices.coronal).toBe(14);
  expect(after({ type: "segmented", direction: -1 })).toBe(OPENED);
});

test("the view that was pointed at becomes large", () => {
  expect(after({ type: "enlarge" })).toMatchObject({ layout: "single", mainAxis: "coronal" });
});

test("reset brings views, windows and greys back, and leaves the place alone", () => {
  const changed = [
    { type: "place crosshair", voxel: [1, 2, 3] },
    { type: "move camera", axis: "axial", camera: { zoom: 3, x: 1, y: 1 } },
    { type: "set window", channel: "t1ce", window: { low: 1, high: 2 } },
    { type: "change looking", change: { inverted: true, flipped: true } },
  ] as const;
  const state = changed.reduce(reduce, OPENED);
  const [reset] = commandActions({ type: "reset" }, { state, channels: CHANNELS, axis: "axial", profile: null, view: null });
  expect(reduce(state, reset!)).toMatchObject({
    cameras: OPENED.cameras,
    windows: {},
    inverted: false,
    flipped: true,
    indices: { sagittal: 1, coronal: 2, axial: 3 },
  });
});

test("the view that was pointed at comes closer, goes where the arrow points by a share of its size, and fits again", () => {
  const closer = after({ type: "zoom", factor: 1.25 }, { type: "zoom", factor: 1.25 });
  expect(closer.cameras.coronal).toEqual({ zoom: 1.5625, x: 0, y: 0 });
  const moved = afterFrom(closer, { type: "pan", x: 0.1, y: 0 }, { type: "pan", x: 0, y: -0.1 });
  // 40 and 30 pixels of half a mm.
  expect(moved.cameras.coronal).toEqual({ zoom: 1.5625, x: 20, y: -15 });
  expect(moved.cameras.axial).toEqual(FIT);
  expect(afterFrom(moved, { type: "fit" }).cameras).toEqual(OPENED.cameras);
});

test("linked views follow the one that keys zoom, pan and fit", () => {
  const linked = afterFrom({ ...OPENED, camerasLinked: true }, { type: "zoom", factor: 2 }, { type: "pan", x: 0.1, y: 0.1 });
  // The axial view shares its columns with the coronal one, the sagittal view its rows.
  expect(linked.cameras).toEqual({
    axial: { zoom: 2, x: 20, y: 0 },
    coronal: { zoom: 2, x: 20, y: 15 },
    sagittal: { zoom: 2, x: 0, y: 15 },
  });
  expect(afterFrom(linked, { type: "fit" }).cameras).toEqual(OPENED.cameras);
});

test("a view that is not painted yet stays where it is", () => {
  expect(commandActions({ type: "pan", x: 0.1, y: 0 }, { ...SITUATION, state: OPENED, view: null })).toEqual([]);
});
