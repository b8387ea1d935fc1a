import { expect, test } from "vitest";

import { makeViewerReducer, openViewer } from "./viewer-state";

const SHAPE = [240, 240, 155] as const;
const REGIONS = [{ id: "WT", name: "", labels: [1], colour: "#00ff00", colour_blind_colour: "#000000", needs: [], seen_on: null }];
const OPENED = openViewer({ shape: SHAPE, channels: ["flair", "t1"], regions: REGIONS, widestAt: null });
const reduce = makeViewerReducer(SHAPE);

test("a study opens on its first channel, in the middle, with every region on", () => {
  expect(OPENED).toMatchObject({
    channel: "flair",
    indices: { axial: 77, coronal: 120, sagittal: 120 },
    segmentationOn: true,
    regions: { WT: { on: true } },
  });
});

test("going to a slice remembers the direction and leaves the other views alone", () => {
  const moved = reduce(OPENED, { type: "go to", axis: "axial", index: 70 });
  expect(moved.indices).toEqual({ axial: 70, coronal: 120, sagittal: 120 });
  expect(moved.directions).toEqual({ axial: -1, coronal: 0, sagittal: 0 });
});

test("going beyond the end stops at the end", () => {
  expect(reduce(OPENED, { type: "go to", axis: "axial", index: 999 }).indices.axial).toBe(154);
  expect(reduce(OPENED, { type: "go to", axis: "axial", index: -1 }).indices.axial).toBe(0);
});

test("going nowhere changes nothing", () => {
  expect(reduce(OPENED, { type: "go to", axis: "axial", index: 77 })).toBe(OPENED);
});

test("every channel keeps its own window until it is reset", () => {
  const window = { low: 1, high: 2 };
  const set = reduce(OPENED, { type: "set window", channel: "flair", window });
  const other = reduce(set, { type: "show channel", channel: "t1" });
  expect(other.windows).toEqual({ flair: window });
  expect(reduce(other, { type: "reset window", channel: "flair" }).windows).toEqual({});
});

test("switching a region keeps its opacity", () => {
  const faint = reduce(OPENED, { type: "change region", region: "WT", change: { opacity: 0.1 } });
  const off = reduce(faint, { type: "change region", region: "WT", change: { on: false } });
  expect(off.regions.WT).toEqual({ on: false, opacity: 0.1, mode: "fill" });
});

test("switching the segmentation off forgets nothing", () => {
  const off = reduce(OPENED, { type: "switch segmentation", on: false });
  expect(off.regions).toBe(OPENED.regions);
  expect(reduce(off, { type: "switch segmentation", on: true })).toEqual(OPENED);
});

test("a region that the task does not have cannot be switched", () => {
  expect(reduce(OPENED, { type: "change region", region: "XX", change: { on: true } })).toBe(OPENED);
});

test("uncertainty is off at first, and is switched and faded on its own", () => {
  expect(OPENED.uncertainty.on).toBe(false);
  const on = reduce(OPENED, { type: "change uncertainty", change: { on: true } });
  const faded = reduce(on, { type: "change uncertainty", change: { opacity: 0.2 } });
  expect(faded.uncertainty).toEqual({ on: true, opacity: 0.2 });
  expect(faded.regions).toBe(OPENED.regions);
});

test("a finding is gone to on the channel that shows it, where one channel is shown at a time", () => {
  const visit = { type: "visit", voxel: [10, 20, 30], channel: "t1" } as const;
  const there = reduce(OPENED, visit);
  expect(there.indices).toEqual({ sagittal: 10, coronal: 20, axial: 30 });
  expect(there.channel).toBe("t1");
  expect(reduce(OPENED, { ...visit, channel: null }).channel).toBe("flair");
  const all = reduce(reduce(OPENED, { type: "lay out", layout: "channels" }), visit);
  expect(all.indices).toEqual(there.indices);
  expect(all.channel).toBe("flair");
});

test("the crosshair goes to the nearest voxel, in all three views", () => {
  const placed = reduce(OPENED, { type: "place crosshair", voxel: [10.4, 99.6, -3] });
  expect(placed.indices).toEqual({ sagittal: 10, coronal: 100, axial: 0 });
  expect(placed.directions).toEqual({ sagittal: -1, coronal: -1, axial: -1 });
  expect(reduce(placed, { type: "place crosshair", voxel: [10.1, 100.2, 0] })).toBe(placed);
});
