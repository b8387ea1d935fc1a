import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { AXES, sliceCount, sliceSize, type Axis } from "../geometry/axes";
import { PngSliceSource } from "../slices/png-slice-source";
import type { Slice, SliceKey } from "../slices/slice-source";
import { ViewController } from "./view-controller";

const SHAPE = [240, 240, 155] as const;
const LAYERS = { channel: "flair", segmentationId: 7, uncertaintyId: null };
// What a browser that is short of memory keeps of PNGs.
const CAPACITY = 16 * 2 ** 20;
const FRAME_MS = 16;
const MOVES = 150;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Asked {
  axis: Axis;
  aborted: boolean;
}

/** Open three views on a server that answers each request after so many ms. */
async function open(latency: number) {
  const asked: Asked[] = [];
  const fetchSlice = (key: SliceKey, signal: AbortSignal) =>
    new Promise<Slice>((resolve, reject) => {
      const request = { axis: key.axis, aborted: false };
      asked.push(request);
      const { rows, columns } = sliceSize(SHAPE, key.axis);
      const pixels = key.kind === "image" ? new Uint16Array(rows * columns) : new Uint8Array(rows * columns);
      const timer = setTimeout(() => resolve({ rows, columns, pixels, slope: 1, intercept: 0 }), latency);
      signal.addEventListener("abort", () => {
        request.aborted = true;
        clearTimeout(timer);
        reject(new DOMException("", "AbortError"));
      });
    });
  const source = new PngSliceSource({ shape: SHAPE, fetchSlice, capacity: CAPACITY });
  const views = Object.fromEntries(
    AXES.map((axis) => {
      const view = new ViewController(source, axis);
      view.subscribe(() => undefined);
      aim(view, axis, Math.floor(sliceCount(SHAPE, axis) / 2), 0);
      return [axis, view];
    }),
  ) as Record<Axis, ViewController>;
  await vi.advanceTimersByTimeAsync(2000);
  return { views, asked };
}

function aim(view: ViewController, axis: Axis, index: number, direction: number) {
  view.aim({ index, count: sliceCount(SHAPE, axis), direction, layers: LAYERS });
}

/** Drag an axis from end to end; count the frames that do not show the slice aimed at. */
async function drag({ views, asked }: Awaited<ReturnType<typeof open>>, axis: Axis) {
  const view = views[axis];
  const last = sliceCount(SHAPE, axis) - 1;
  aim(view, axis, 0, -1);
  await vi.advanceTimersByTimeAsync(1000);
  const before = asked.length;
  let missed = 0;
  for (let move = 1; move <= MOVES; move += 1) {
    const index = Math.round((last * move) / MOVES);
    aim(view, axis, index, 1);
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    if (view.status().frame?.index !== index) missed += 1;
  }
  return { missed, requests: asked.slice(before) };
}

test.each(["axial", "coronal", "sagittal"] as const)(
  "a drag through the %s slices outruns the server and still shows every one: they were fetched ahead",
  async (axis) => {
    // Six at once: 188 requests a second, where a slice and its mask at this pace take up to 200.
    const { missed } = await drag(await open(32), axis);
    expect(missed).toBe(0);
  },
);

test("where the server is far too slow, what was passed is given up, and a third of the slices are in time", async () => {
  const { missed, requests } = await drag(await open(60), "coronal");
  expect(missed).toBeLessThan(100);
  expect(requests.filter(({ aborted }) => aborted).length).toBeGreaterThan(0);
});

test("while one view moves, the resting ones ask for nothing again, although more goes by than is kept", async () => {
  const study = await open(20);
  await drag(study, "axial");
  const { missed, requests } = await drag(study, "coronal");
  expect(missed).toBe(0);
  expect(requests.filter(({ axis }) => axis !== "coronal")).toEqual([]);
});
