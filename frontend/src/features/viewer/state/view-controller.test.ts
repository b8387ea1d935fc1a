import { expect, test, vi } from "vitest";

import { sliceId, type Slice, type SliceKey, type SliceSource } from "../slices/slice-source";
import { ViewController } from "./view-controller";

class ShelfSource implements SliceSource {
  readonly slices = new Map<string, Slice>();
  readonly failures = new Map<string, Error>();
  readonly listeners = new Set<() => void>();
  wanted: readonly SliceKey[] = [];

  get = (key: SliceKey) => this.slices.get(sliceId(key));
  failure = (key: SliceKey) => this.failures.get(sliceId(key));
  want = (_: string, keys: readonly SliceKey[]) => {
    this.wanted = keys;
  };
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  loaded = () => [];
  progress = () => 0;
  value = () => undefined;
  close = () => undefined;

  bring(key: Omit<SliceKey, "axis">): Slice {
    const slice = { rows: 1, columns: 1, pixels: new Uint8Array(1), slope: 1, intercept: 0 };
    this.slices.set(sliceId({ ...key, axis: "axial" } as SliceKey), slice);
    this.tell();
    return slice;
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}

const image = (index: number, channel = "flair") => ({ kind: "image" as const, channel, index });
const labels = (index: number) => ({ kind: "labels" as const, segmentationId: 12, index });
const uncertainty = (index: number) => ({ kind: "uncertainty" as const, segmentationId: 12, index });
const target = (
  index: number,
  channel = "flair",
  segmentationId: number | null = 12,
  uncertaintyId: number | null = null,
) => ({
  index,
  count: 155,
  direction: 1,
  layers: { channel, segmentationId, uncertaintyId },
});

function open() {
  const source = new ShelfSource();
  const controller = new ViewController(source, "axial");
  const listener = vi.fn();
  controller.subscribe(listener);
  return { source, controller, listener, shown: () => controller.status().frame };
}

test("an image waits for its mask", () => {
  const { source, controller, shown } = open();
  controller.aim(target(5));
  source.bring(image(5));
  expect(shown()).toBeNull();
  const mask = source.bring(labels(5));
  expect(shown()).toMatchObject({ index: 5, labels: mask });
});

test("the picture stays whole until the next slice is whole", () => {
  const { source, controller, shown } = open();
  source.bring(image(5));
  const mask = source.bring(labels(5));
  controller.aim(target(5));
  source.bring(image(6));
  controller.aim(target(6));
  expect(shown()).toMatchObject({ index: 5, labels: mask });
});

test("slices on the way to the target are shown as they come", () => {
  const { source, controller, shown } = open();
  source.bring(image(5));
  source.bring(labels(5));
  controller.aim(target(5));
  controller.aim(target(20));
  source.bring(labels(12));
  source.bring(image(12));
  expect(shown()?.index).toBe(12);
  source.bring(labels(8));
  source.bring(image(8));
  expect(shown()?.index).toBe(12);
});

test("a slice on its way stays wanted while the target moves on", () => {
  const { source, controller } = open();
  controller.aim(target(5));
  controller.aim(target(60));
  expect(source.wanted.slice(0, 4).map((key) => key.index)).toEqual([60, 60, 5, 5]);
  source.bring(image(5));
  source.bring(labels(5));
  controller.aim(target(90));
  expect(source.wanted.slice(0, 4).map((key) => key.index)).toEqual([90, 90, 60, 60]);
});

test("another channel is shown only when its own slice is there", () => {
  const { source, controller, shown } = open();
  source.bring(labels(5));
  source.bring(image(5));
  controller.aim(target(5));
  source.bring(labels(4));
  source.bring(image(4, "t2"));
  controller.aim(target(5, "t2"));
  expect(shown()).toMatchObject({ index: 5, layers: { channel: "flair" } });
  const t2 = source.bring(image(5, "t2"));
  expect(shown()).toMatchObject({ index: 5, image: t2, layers: { channel: "t2" } });
});

test("a new mask appears over the slice that is shown", () => {
  const { source, controller, shown } = open();
  source.bring(image(5));
  controller.aim(target(5, "flair", null));
  expect(shown()?.labels).toBeNull();
  controller.aim(target(5));
  expect(shown()?.labels).toBeNull();
  const mask = source.bring(labels(5));
  expect(shown()?.labels).toBe(mask);
});

test("a mask that cannot be had does not hide the image, and is told of", () => {
  const { source, controller, shown } = open();
  source.failures.set(sliceId({ ...labels(5), axis: "axial" }), new Error("gone"));
  source.bring(image(5));
  controller.aim(target(5));
  expect(shown()).toMatchObject({ index: 5, labels: null });
  expect(controller.status().maskError?.message).toBe("gone");
});

test("uncertainty appears when it has come, over the slice that is shown, and goes at once", () => {
  const { source, controller, shown } = open();
  source.bring(image(5));
  source.bring(labels(5));
  controller.aim(target(5));
  controller.aim(target(5, "flair", 12, 12));
  expect(shown()).toMatchObject({ index: 5, uncertainty: null });
  const map = source.bring(uncertainty(5));
  expect(shown()?.uncertainty).toBe(map);
  controller.aim(target(5));
  expect(shown()?.uncertainty).toBeNull();
});

test("no slice waits for its uncertainty, and none has another one's", () => {
  const { source, controller, shown } = open();
  for (const index of [5, 6, 7]) {
    source.bring(image(index));
    source.bring(labels(index));
  }
  source.bring(uncertainty(5));
  controller.aim(target(5, "flair", 12, 12));
  controller.aim(target(6, "flair", 12, 12));
  expect(shown()).toMatchObject({ index: 6, uncertainty: null });
  controller.aim(target(7, "flair", 12, 12));
  source.bring(uncertainty(6));
  expect(shown()).toMatchObject({ index: 7, uncertainty: null });
  const map = source.bring(uncertainty(7));
  expect(shown()).toMatchObject({ index: 7, uncertainty: map });
});

test("an uncertainty that cannot be had hides neither image nor mask, and is told of", () => {
  const { source, controller, shown } = open();
  source.failures.set(sliceId({ ...uncertainty(5), axis: "axial" }), new Error("gone"));
  source.bring(image(5));
  const mask = source.bring(labels(5));
  controller.aim(target(5, "flair", 12, 12));
  expect(shown()).toMatchObject({ index: 5, labels: mask, uncertainty: null });
  expect(controller.status()).toMatchObject({ maskError: null, uncertaintyError: new Error("gone") });
});

test("listeners hear of changes only", () => {
  const { source, controller, listener } = open();
  controller.aim(target(5));
  source.bring(image(7));
  expect(listener).not.toHaveBeenCalled();
});
