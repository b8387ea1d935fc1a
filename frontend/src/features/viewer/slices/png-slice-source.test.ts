import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { PngSliceSource } from "./png-slice-source";
import type { Slice, SliceKey } from "./slice-source";

const SLICE: Slice = { rows: 1, columns: 1, pixels: new Uint8Array(1), slope: 1, intercept: 0 };

interface Request {
  index: number;
  signal: AbortSignal;
  answer: (slice: Slice) => void;
  fail: (error: Error) => void;
}

let requests: Request[];

function makeSource(concurrency = 2): PngSliceSource {
  return new PngSliceSource({
    concurrency,
    shape: [4, 3, 12],
    fetchSlice: ({ index }, signal) =>
      new Promise((answer, fail) => {
        requests.push({ index, signal, answer, fail });
      }),
  });
}

const key = (index: number): SliceKey => ({ kind: "image", channel: "flair", axis: "axial", index });
const asked = () => requests.map((request) => request.index);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  requests = [];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("the most urgent slices of all views are asked for first, whichever view spoke first", async () => {
  const source = makeSource(3);
  source.want("axial", [key(1), key(2), key(3)]);
  source.want("coronal", [key(9), key(10)]);
  await settle();
  expect(asked()).toEqual([1, 9, 2]);
});

test("a slice that came is there, told of, and never asked for again", async () => {
  const source = makeSource();
  const listener = vi.fn();
  source.subscribe(listener);
  source.want("axial", [key(1)]);
  await settle();
  requests[0]!.answer(SLICE);
  await settle();
  expect(source.get(key(1))).toBe(SLICE);
  expect(listener).toHaveBeenCalledOnce();
  source.want("axial", [key(1)]);
  await settle();
  expect(asked()).toEqual([1]);
});

test("a request that no view wants any more is aborted, and its late reply dropped", async () => {
  const source = makeSource();
  source.want("axial", [key(1)]);
  await settle();
  source.want("axial", [key(5)]);
  await settle();
  expect(requests[0]!.signal.aborted).toBe(true);
  requests[0]!.answer(SLICE);
  await settle();
  expect(source.get(key(1))).toBeUndefined();
});

test("a request that is still wanted goes on", async () => {
  const source = makeSource();
  source.want("axial", [key(1), key(2)]);
  await settle();
  source.want("axial", [key(2), key(3)]);
  await settle();
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  expect(asked()).toEqual([1, 2, 3]);
});

test("a place that becomes free is given to the next wish", async () => {
  const source = makeSource(1);
  source.want("axial", [key(1), key(2)]);
  await settle();
  requests[0]!.answer(SLICE);
  await settle();
  expect(asked()).toEqual([1, 2]);
});

test("a failure is known, and tried again after a while", async () => {
  const source = makeSource();
  source.want("axial", [key(1)]);
  await settle();
  requests[0]!.fail(new Error("gone"));
  await settle();
  expect(source.failure(key(1))?.message).toBe("gone");
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked()).toEqual([1, 1]);
  requests[1]!.answer(SLICE);
  await settle();
  expect(source.failure(key(1))).toBeUndefined();
  expect(source.get(key(1))).toBe(SLICE);
});

test("while requests fail, neighbours are left alone", async () => {
  const source = makeSource(2);
  source.want("axial", [key(1), key(2), key(3), key(4)]);
  await settle();
  for (const request of [0, 1, 2]) {
    requests[request]!.fail(new Error("gone"));
    await settle();
  }
  // The first three are what is on the screen: an image, its mask and its uncertainty.
  expect(asked()).toEqual([1, 2, 3]);
});

test("what is read beside the pictures is asked for after all that views want, two at once", async () => {
  const source = makeSource(6);
  source.want("readout", [key(20), key(21), key(22)], { aside: true });
  source.want("axial", [key(1), key(2)]);
  await settle();
  requests[0]!.answer(SLICE);
  await settle();
  expect(asked()).toEqual([1, 2]);
  requests[1]!.answer(SLICE);
  await settle();
  expect(asked()).toEqual([1, 2, 20, 21]);
  requests[2]!.answer(SLICE);
  await settle();
  expect(asked()).toEqual([1, 2, 20, 21, 22]);
});

test("a view that moves on waits for nothing that is read beside the pictures", async () => {
  const source = makeSource(3);
  source.want("readout", [key(20), key(21)], { aside: true });
  await settle();
  source.want("axial", [key(1)]);
  await settle();
  expect(asked()).toEqual([20, 21, 1]);
  source.want("readout", [], { aside: true });
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
});

test("what fails beside the pictures leaves the views their neighbours, and is tried again later", async () => {
  const source = makeSource(6);
  source.want("readout", [key(20)], { aside: true });
  await settle();
  requests[0]!.fail(new Error("gone"));
  await settle();
  source.want("axial", [key(1), key(2), key(3), key(4)]);
  await settle();
  expect(asked()).toEqual([20, 1, 2, 3, 4]);
  for (const { answer } of requests.slice(1)) answer(SLICE);
  await settle();
  expect(asked()).toEqual([20, 1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked()).toEqual([20, 1, 2, 3, 4, 20]);
});

test("closing gives up everything", async () => {
  const source = makeSource();
  source.want("axial", [key(1), key(2)]);
  await settle();
  source.close();
  expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
});
