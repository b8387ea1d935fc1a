import { beforeEach, expect, test } from "vitest";

import { AXES, sliceCount } from "../geometry/axes";
import { cutSlice, type Volume } from "./cut-slice";
import { sliceId, volumeId, type SliceKey, type VolumeRef } from "./slice-source";
import { StudySliceSource } from "./study-slice-source";

const SHAPE = [5, 4, 3] as const;
const VOXELS = 60;
const CHANNELS = ["flair", "t1"];
const FLAIR: VolumeRef = { kind: "image", channel: "flair" };
const MASK: VolumeRef = { kind: "labels", segmentationId: 7 };
const UNSURE: VolumeRef = { kind: "uncertainty", segmentationId: 7 };
const COLOURS = Uint32Array.from({ length: 256 }, (_, byte) => 0xff000000 + 3 * byte);
const BYTES = Uint8Array.from({ length: VOXELS }, (_, at) => (37 * at) % 256);
const SHOWN = { channels: CHANNELS, channel: "flair", segmentationId: 7 };

const volumeOf = ({ kind }: VolumeRef): Volume => ({
  shape: SHAPE,
  pixels: kind === "image" ? Uint16Array.from(BYTES) : BYTES,
  slope: 1,
  intercept: 0,
  ...(kind === "uncertainty" && { colours: COLOURS }),
});

let slices: string[];
let volumes: { id: string; arrive: () => void }[];

function open() {
  return new StudySliceSource({
    shape: SHAPE,
    budget: Infinity,
    fetchSlice: (key) => {
      slices.push(sliceId(key));
      return Promise.resolve(cutSlice(volumeOf(key), key.axis, key.index));
    },
    loader: {
      load: (ref) => new Promise((resolve) => volumes.push({ id: volumeId(ref), arrive: () => resolve(volumeOf(ref)) })),
      close: () => undefined,
    },
  });
}

const all = (index: number): SliceKey[] => [FLAIR, MASK, UNSURE].map((ref) => ({ ...ref, axis: "axial", index }));
const settle = () => new Promise((done) => setTimeout(done));
const asked = () => volumes.map(({ id }) => id);

async function arrive(at: number) {
  volumes[at]!.arrive();
  await settle();
}

beforeEach(() => {
  slices = [];
  volumes = [];
});

test("an uncertainty comes as PNGs first, and from its volume then, in the same colours and without a request", async () => {
  const source = open();
  source.show({ ...SHOWN, uncertaintyId: 7 });
  source.want("axial", all(1));
  await settle();
  expect(slices.toSorted()).toEqual(all(1).map(sliceId).toSorted());
  const fromPng = source.get({ ...UNSURE, axis: "axial", index: 1 })?.pixels;
  expect(fromPng).toBeInstanceOf(Uint32Array);

  // Before the channels that nobody looks at.
  for (const at of [0, 1, 2]) await arrive(at);
  expect(asked()).toEqual(["image/flair", "labels/7", "uncertainty/7", "image/t1"]);

  expect(source.get({ ...UNSURE, axis: "axial", index: 1 })?.pixels).toEqual(fromPng);
  slices = [];
  for (const axis of AXES) {
    for (let index = 0; index < sliceCount(SHAPE, axis); index += 1) {
      source.want(axis, [{ ...UNSURE, axis, index }]);
      expect(source.get({ ...UNSURE, axis, index })?.pixels).toBeInstanceOf(Uint32Array);
    }
  }
  await settle();
  expect(slices).toEqual([]);
  expect(source.value(UNSURE, [2, 1, 1])).toBe(COLOURS[BYTES[2 + 5 * (1 + 4 * 1)]!]);
});

test("no uncertainty is loaded before it is switched on", async () => {
  const source = open();
  source.show({ ...SHOWN, uncertaintyId: null });
  source.want("axial", all(1).slice(0, 2));
  await settle();
  for (const at of [0, 1, 2]) await arrive(at);
  expect(asked()).toEqual(["image/flair", "labels/7", "image/t1"]);

  source.show({ ...SHOWN, uncertaintyId: 7 });
  expect(asked().at(-1)).toBe("uncertainty/7");
});

test("one that was switched off is kept while its mask is shown, and not asked for again", async () => {
  const source = open();
  source.show({ ...SHOWN, uncertaintyId: 7 });
  source.want("axial", all(1));
  await settle();
  for (const at of [0, 1, 2]) await arrive(at);

  source.show({ ...SHOWN, uncertaintyId: null });
  source.show({ ...SHOWN, channel: "t1", uncertaintyId: null });
  source.show({ ...SHOWN, uncertaintyId: 7 });
  await settle();

  expect(source.progress(UNSURE)).toBe(1);
  expect(asked().filter((id) => id === "uncertainty/7")).toHaveLength(1);
  source.show({ ...SHOWN, segmentationId: 8, uncertaintyId: null });
  expect(source.progress(UNSURE)).toBe(0);
});
