import { expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { commandActions } from "./command-actions";
import type { Command } from "./shortcuts";
import { makeViewerReducer, openViewer } from "./viewer-state";

const SHAPE: Triple = [20, 20, 20];
const CHANNELS = ["flair", "t1ce"];
const REGIONS = [{ id: "WT", name: "", labels: [1], colour: "#00ff00", colour_blind_colour: "#000000", needs: [], seen_on: null }];
const OPENED = openViewer({ shape: SHAPE, channels: CHANNELS, regions: REGIONS, widestAt: null });
const reduce = makeViewerReducer(SHAPE);
const PROFILE = { sagittal: { WT: [] }, coronal: { WT: Array.from({ length: 20 }, (_, index) => (index > 12 ? 1 : 0)) }, axial: { WT: [] } };

function after(...commands: Exclude<Command, { type: "help" | "cine" }>[]) {
  return commands.reduce(
    (state, command) => commandActions(command, { state, channels: CHANNELS, axis: "coronal", profile: PROFILE }).reduce(reduce, state),
    OPENED,
  );
}

test("a number shows its channel, where there is one", () => {
  expect(after({ type: "channel", number: 2 }).channel).toBe("t1ce");
  expect(after({ type: "channel", number: 4 })).toBe(OPENED);
});

test("regions become fainter and stronger together, from nothing to all", () => {
  const fainter: Command = { type: "opacity", by: -0.1 };
  expect(after(fainter).regions.WT?.opacity).toBe(0.35);
  expect(after(fainter, fainter, fainter, fainter, fainter, fainter).regions.WT?.opacity).toBe(0);
  const stronger: Command = { type: "opacity", by: 0.6 };
  expect(after(stronger).regions.WT?.opacity).toBe(1);
});

test("the segmentation and the greys turn over and back", () => {
  expect(after({ type: "segmentation" }).segmentationOn).toBe(false);
  expect(after({ type: "segmentation" }, { type: "segmentation" }).segmentationOn).toBe(true);
  expect(after({ type: "invert" }).inverted).toBe(true);
});

test("the view that was pointed at goes to its next slice with tumour, and nowhere where there is none", () => {
  expect(after({ type: "tumour", direction: 1 }).indices.coronal).toBe(13);
  expect(after({ type: "tumour", direction: 1 }, { type: "tumour", direction: 1 }).indices.coronal).toBe(14);
  expect(after({ type: "tumour", direction: -1 })).toBe(OPENED);
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
  const [reset] = commandActions({ type: "reset" }, { state, channels: CHANNELS, axis: "axial", profile: null });
  expect(reduce(state, reset!)).toMatchObject({
    cameras: OPENED.cameras,
    windows: {},
    inverted: false,
    flipped: true,
    indices: { sagittal: 1, coronal: 2, axial: 3 },
  });
});
