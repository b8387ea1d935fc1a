import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError, NetworkError } from "@/lib/http/problem";

import { AXES, sliceCount } from "../geometry/axes";
import { cutSlice, type Volume } from "./cut-slice";
import { sliceId, volumeId, type Slice, type SliceKey, type VolumeRef } from "./slice-source";
import { StudySliceSource } from "./study-slice-source";

const SHAPE = [5, 4, 3] as const;
const VOXELS = 60;
const CHANNELS = ["flair", "t1", "t2"];
const FLAIR: VolumeRef = { kind: "image", channel: "flair" };
const MASK: VolumeRef = { kind: "labels", segmentationId: 7 };

function volumeOf(ref: VolumeRef): Volume {
  const values = Array.from({ length: VOXELS }, (_, at) => (ref.kind === "image" ? 100 + at : at % 5));
  return ref.kind === "image"
    ? { shape: SHAPE, pixels: Uint16Array.from(values), slope: 0.5, intercept: -1 }
    : { shape: SHAPE, pixels: Uint8Array.from(values), slope: 1, intercept: 0 };
}

interface Asked<What, Answer> {
  what: What;
  signal: AbortSignal;
  answer: (answer: Answer) => void;
  fail: (error: Error) => void;
  progress: (progress: number) => void;
}

let slices: Asked<SliceKey, Slice>[];
let volumes: Asked<VolumeRef, Volume>[];
const closed = vi.fn();

function open({ budget = Infinity, channel = "flair" } = {}) {
  const source = new StudySliceSource({
    shape: SHAPE,
    budget,
    fetchSlice: (what, signal) =>
      new Promise((answer, fail) => slices.push({ what, signal, answer, fail, progress: () => undefined })),
    loader: {
      load: (what, { signal, onProgress }) =>
        new Promise((answer, fail) => volumes.push({ what, signal, answer, fail, progress: onProgress })),
      close: closed,
    },
  });
  source.show({ channels: CHANNELS, channel, segmentationId: 7, uncertaintyId: null });
  return source;
}

const image = (index: number): SliceKey => ({ ...FLAIR, axis: "axial", index });
const labels = (index: number): SliceKey => ({ ...MASK, axis: "axial", index });
const settle = () => vi.advanceTimersByTimeAsync(0);
const asked = () => volumes.map(({ what }) => volumeId(what));

async function bringSlices() {
  for (const { what, answer, signal } of slices.splice(0)) {
    if (!signal.aborted) answer(cutSlice(volumeOf(what), what.axis, what.index));
  }
  await settle();
}

async function bringVolume(at: number) {
  volumes[at]!.answer(volumeOf(volumes[at]!.what));
  await settle();
}

beforeEach(() => {
  slices = [];
  volumes = [];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  closed.mockReset();
});

test("no volume is asked for before every view has its first picture", async () => {
  const source = open();
  source.want("axial", [image(1), labels(1)]);
  await settle();
  source.want("coronal", [{ ...FLAIR, axis: "coronal", index: 2 }]);
  await settle();
  expect(volumes).toEqual([]);
  slices[0]!.answer(cutSlice(volumeOf(FLAIR), "axial", 1));
  await settle();
  expect(volumes).toEqual([]);
  expect(source.hasPictures()).toBe(false);
  await bringSlices();
  expect(asked()).toEqual(["image/flair"]);
  expect(source.hasPictures()).toBe(true);
});

test("a picture is there when its mask is", async () => {
  const source = open();
  const told = vi.fn();
  source.subscribe(told);
  source.want("axial", [image(1), labels(1)]);
  await settle();
  slices[0]!.answer(cutSlice(volumeOf(FLAIR), "axial", 1));
  await settle();
  expect(source.hasPictures()).toBe(false);
  slices[1]!.answer(cutSlice(volumeOf(MASK), "axial", 1));
  await settle();
  expect(source.hasPictures()).toBe(true);
  expect(told).toHaveBeenCalledTimes(2);
});

test("a mask that cannot be had keeps nobody waiting", async () => {
  const source = open();
  source.want("axial", [image(1), labels(1)]);
  await settle();
  slices[0]!.answer(cutSlice(volumeOf(FLAIR), "axial", 1));
  slices[1]!.fail(new ApiError(404, "gone"));
  await settle();
  expect(source.hasPictures()).toBe(true);
});

test("volumes come one after another: the shown channel, the mask, the other channels", async () => {
  const source = open({ channel: "t1" });
  source.want("axial", [{ kind: "image", channel: "t1", axis: "axial", index: 1 }]);
  await settle();
  await bringSlices();
  for (let at = 0; at < 4; at += 1) {
    expect(volumes.length).toBe(at + 1);
    await bringVolume(at);
  }
  expect(asked()).toEqual(["image/t1", "labels/7", "image/flair", "image/t2"]);
});

test("both sources give the same slices, all of them, along every axis", async () => {
  const pngs = open({ budget: 0 });
  const memory = open();
  memory.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  await bringVolume(0);
  await bringVolume(1);
  for (const axis of AXES) {
    for (const volume of [FLAIR, MASK]) {
      const keys = Array.from({ length: sliceCount(SHAPE, axis) }, (_, index): SliceKey => ({ ...volume, axis, index }));
      for (const key of keys) {
        pngs.want(axis, [key]);
        await settle();
        await bringSlices();
        expect(memory.get(key), sliceId(key)).toEqual(pngs.get(key));
      }
      expect(memory.loaded(volume, axis)).toEqual([[0, keys.length]]);
    }
  }
});

test("when a volume is there, its slices are no longer asked for, and those on their way are given up", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  source.want("axial", [image(2), labels(2)]);
  await settle();
  await bringVolume(0);
  expect(slices.map(({ what, signal }) => [what.kind, signal.aborted])).toEqual([["image", true], ["labels", false]]);
  slices = [];
  source.want("axial", [image(0)]);
  await settle();
  expect(slices).toEqual([]);
});

test("a slice from memory is the same object each time", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  await bringVolume(0);
  expect(source.get(image(2))).toBe(source.get(image(2)));
});

test("listeners hear of a volume and of its progress", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  const listener = vi.fn();
  source.subscribe(listener);
  volumes[0]!.progress(0.25);
  expect(source.progress(FLAIR)).toBe(0.25);
  expect(source.progress(MASK)).toBe(0);
  await bringVolume(0);
  expect(source.progress(FLAIR)).toBe(1);
  expect(listener).toHaveBeenCalledTimes(2);
});

test("values are real values, from a slice or from memory", async () => {
  const source = open();
  const voxel = [3, 2, 1] as const;
  const expected = 0.5 * (100 + 3 + 5 * (2 + 4 * 1)) - 1;
  expect(source.value(FLAIR, voxel)).toBeUndefined();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  expect(source.value(FLAIR, voxel)).toBe(expected);
  expect(source.value(FLAIR, [3, 2, 0])).toBeUndefined();
  await bringVolume(0);
  expect(source.value(FLAIR, voxel)).toBe(expected);
  expect(source.value(FLAIR, [3, 2, 0])).toBe(expected - 10);
  expect(source.value(FLAIR, [5, 0, 0])).toBeUndefined();
});

test("short of memory, slices stay PNGs", async () => {
  const source = open({ budget: VOXELS * 2 - 1 });
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  expect(volumes).toEqual([]);
  expect(source.get(image(1))).toBeDefined();
  expect(source.loaded(FLAIR, "axial")).toEqual([[1, 2]]);
});

test("with memory for one channel, showing another lets go of the first", async () => {
  const source = open({ budget: VOXELS * 3 });
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  await bringVolume(0);
  await bringVolume(1);
  source.show({ channels: CHANNELS, channel: "t2", segmentationId: 7, uncertaintyId: null });
  await settle();
  expect(asked()).toEqual(["image/flair", "labels/7", "image/t2"]);
  expect(source.get(image(1))).toBeUndefined();
  expect(slices.map(({ what }) => sliceId(what))).toEqual(["image/flair/axial/1"]);
});

test("a volume that is no longer wanted is given up, and the next one comes", async () => {
  const source = open({ budget: VOXELS * 3 });
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  source.show({ channels: CHANNELS, channel: "t1", segmentationId: 7, uncertaintyId: null });
  expect(volumes[0]!.signal.aborted).toBe(true);
  expect(asked()).toEqual(["image/flair", "image/t1"]);
  await bringVolume(0);
  expect(source.progress(FLAIR)).toBe(0);
});

test("a new mask takes the place of the old one", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  for (let at = 0; at < 4; at += 1) await bringVolume(at);
  source.show({ channels: CHANNELS, channel: "flair", segmentationId: 8, uncertaintyId: null });
  expect(asked().at(-1)).toBe("labels/8");
  expect(source.get(labels(1))).toBeUndefined();
});

test("where no answer came, a volume is tried again after a while, and others meanwhile", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  volumes[0]!.fail(new NetworkError("gone"));
  await settle();
  expect(asked()).toEqual(["image/flair", "labels/7"]);
  await bringVolume(1);
  await vi.advanceTimersByTimeAsync(5000);
  await bringVolume(2);
  expect(asked().slice(-2)).toEqual(["image/t1", "image/flair"]);
});

test.each([401, 408, 429])("after a refusal that ends, %i, the volumes come after all", async (status) => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  for (let at = 0; at < 4; at += 1) {
    volumes[at]!.fail(new ApiError(status, "not now"));
    await settle();
  }
  volumes = [];
  await vi.advanceTimersByTimeAsync(5000);
  for (let at = 0; at < 4; at += 1) await bringVolume(at);
  expect(asked()).toEqual(["image/flair", "labels/7", "image/t1", "image/t2"]);
  expect(source.progress(FLAIR)).toBe(1);
  expect(source.get(image(2))).toBeDefined();
});

test("a volume that is refused or damaged is left alone: slices stay PNGs", async () => {
  for (const error of [new ApiError(404, "gone"), new Error("damaged")]) {
    volumes = [];
    const source = open();
    source.want("axial", [image(1)]);
    await settle();
    await bringSlices();
    volumes[0]!.fail(error);
    await settle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toEqual(["image/flair", "labels/7"]);
    expect(source.get(image(1))).toBeDefined();
  }
});

const readout = (index: number): SliceKey[] =>
  CHANNELS.map((channel) => ({ kind: "image", channel, axis: "axial", index }));
const slicesAsked = () => slices.filter(({ signal }) => !signal.aborted).map(({ what }) => sliceId(what));

test("what is read beside the pictures comes as PNGs where no volume will bring it", async () => {
  const source = open({ budget: 0 });
  source.want("readout", readout(2), { aside: true });
  await settle();
  expect(slicesAsked()).toEqual([]);
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  expect(slicesAsked()).toEqual(["image/flair/axial/2", "image/t1/axial/2"]);
  await bringSlices();
  await bringSlices();
  for (const channel of CHANNELS) expect(source.value({ kind: "image", channel }, [3, 2, 2])).toBeDefined();
});

test("for what is read beside the pictures a volume that is on its way is waited for", async () => {
  const source = open();
  source.want("readout", readout(2), { aside: true });
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  for (let at = 0; at < 4; at += 1) await bringVolume(at);
  expect(slices).toEqual([]);
  expect(source.value({ kind: "image", channel: "t2" }, [3, 2, 2])).toBeDefined();
});

test("what is read beside the pictures comes as PNGs once its volume failed, or was let go of", async () => {
  const source = open({ budget: VOXELS * 3 });
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  source.want("readout", [image(2)], { aside: true });
  await bringVolume(0);
  expect(slicesAsked()).toEqual([]);
  source.show({ channels: CHANNELS, channel: "t1", segmentationId: 7, uncertaintyId: null });
  source.want("axial", []);
  await settle();
  expect(slicesAsked()).toContain("image/flair/axial/2");

  slices = [];
  volumes = [];
  const other = open();
  other.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  other.want("readout", [image(2)], { aside: true });
  volumes[0]!.fail(new ApiError(404, "gone"));
  await settle();
  expect(slicesAsked()).toEqual(["image/flair/axial/2"]);
});

test("closing gives up everything", async () => {
  const source = open();
  source.want("axial", [image(1)]);
  await settle();
  await bringSlices();
  source.want("axial", [image(2)]);
  await settle();
  source.close();
  expect(volumes[0]!.signal.aborted).toBe(true);
  expect(slices.every(({ signal }) => signal.aborted)).toBe(true);
  expect(closed).toHaveBeenCalledOnce();
});
