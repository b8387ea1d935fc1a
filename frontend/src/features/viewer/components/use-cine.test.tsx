import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Axis, Triple } from "../geometry/axes";
import type { Layers } from "../slices/plan";
import type { Slice, SliceKey, SliceSource } from "../slices/slice-source";
import { useCine } from "./use-cine";

const SHAPE: Triple = [8, 8, 4];
const LAYERS: readonly Layers[] = [{ channel: "flair", segmentationId: 12, uncertaintyId: 12 }];
const SLICE: Slice = { rows: 1, columns: 1, pixels: new Uint8Array(1), slope: 1, intercept: 0 };

/** A source with everything but what is late. */
class PatchySource implements SliceSource {
  readonly listeners = new Set<() => void>();
  late: SliceKey["kind"] | null = null;

  get = ({ kind }: SliceKey) => (kind === this.late ? undefined : SLICE);
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  failure = () => undefined;
  value = () => undefined;
  want = () => undefined;
  loaded = () => [];
  progress = () => 0;
  close = () => undefined;

  bring() {
    this.late = null;
    for (const listener of this.listeners) listener();
  }
}

const goneTo: [Axis, number][] = [];
const onGoTo = (axis: Axis, index: number) => {
  goneTo.push([axis, index]);
};

function Player({ source, index }: { source: SliceSource; index: number }) {
  const cine = useCine({ source, shape: SHAPE, indices: { sagittal: 0, coronal: 0, axial: index }, layers: LAYERS, onGoTo });
  return (
    <>
      <p>{cine.axis ?? "still"}</p>
      <button onClick={() => cine.play("axial")}>elsewhere</button>
      <span data-cine>
        <button onClick={() => cine.setRate(20)}>faster</button>
      </span>
    </>
  );
}

function play({ index = 1, late = null }: { index?: number; late?: SliceKey["kind"] | null } = {}) {
  const source = new PatchySource();
  source.late = late;
  const { rerender } = render(<Player source={source} index={index} />);
  fireEvent.click(screen.getByRole("button", { name: "elsewhere" }));
  return { source, arriveAt: (next: number) => rerender(<Player source={source} index={next} />) };
}

const wait = (milliseconds: number) => {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
};
const press = (name: string) => fireEvent.pointerDown(screen.getByRole("button", { name }));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.advanceTimersByTime(10_000);
});
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
  goneTo.length = 0;
});

test("slices go by at their rate, and after the last comes the first", () => {
  const { arriveAt } = play({ index: 2 });
  wait(2);
  expect(goneTo).toEqual([["axial", 3]]);
  arriveAt(3);
  wait(90);
  expect(goneTo).toHaveLength(1);
  wait(15);
  expect(goneTo.at(-1)).toEqual(["axial", 0]);
});

test.each(["image", "labels", "uncertainty"] as const)("a slice whose %s is late is waited for", (late) => {
  const { source } = play({ late });
  wait(1000);
  expect(goneTo).toEqual([]);
  act(() => source.bring());
  expect(goneTo).toEqual([["axial", 2]]);
});

test("a slice that does not come to the screen is asked for once", () => {
  const { source } = play();
  wait(1000);
  act(() => source.bring());
  expect(goneTo).toHaveLength(1);
});

test("anything that is pressed stops it, but for its own controls and the way to them", () => {
  play();
  press("faster");
  fireEvent.keyDown(document.body, { key: "Tab", code: "Tab" });
  expect(screen.getByText("axial")).toBeVisible();
  press("elsewhere");
  expect(screen.getByText("still")).toBeVisible();
});

test.each([
  ["the wheel", () => fireEvent.wheel(document.body)],
  ["a key", () => fireEvent.keyDown(document.body, { key: "ArrowUp", code: "ArrowUp" })],
])("%s stops it", (_, input) => {
  play();
  input();
  expect(screen.getByText("still")).toBeVisible();
  wait(1000);
  expect(goneTo).toEqual([]);
});

test("its rate is kept for the next study", () => {
  play();
  fireEvent.click(screen.getByRole("button", { name: "faster" }));
  expect(localStorage.getItem("neuroslice.cine-rate")).toBe("20");
});
