import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { LoadedRanges, SliceSource, VolumeRef } from "../slices/slice-source";
import { LoadedBar } from "./loaded-bar";

const LAYERS = { channel: "flair", segmentationId: 12, uncertaintyId: null };

function makeSource(image: LoadedRanges, labels: LoadedRanges) {
  const listeners = new Set<() => void>();
  const ranges = { image, labels, uncertainty: [] as LoadedRanges };
  const source: SliceSource = {
    get: () => undefined,
    failure: () => undefined,
    want: () => undefined,
    loaded: (volume: VolumeRef) => ranges[volume.kind],
    progress: () => 0.25,
    value: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => undefined,
  };
  const bring = (change: Partial<typeof ranges>) => {
    Object.assign(ranges, change);
    for (const listener of listeners) listener();
  };
  return { source, bring };
}

test("a bar shows the slices whose image and mask are there, and follows as more come", () => {
  const { source, bring } = makeSource([[2, 6]], [[4, 8]]);
  render(<LoadedBar id="axial" source={source} layers={LAYERS} axis="axial" count={10} />);
  const bar = screen.getByTestId("loaded-axial");
  const [coming, loaded] = [...bar.children] as HTMLElement[];
  expect(bar).toHaveAttribute("data-loaded", "2");
  expect(coming).toHaveStyle({ width: "25%" });
  expect(loaded).toHaveStyle({ left: "40%", width: "20%" });

  act(() => bring({ image: [[0, 10]], labels: [[0, 10]] }));

  expect(bar).toHaveAttribute("data-loaded", "10");
});

test("while the uncertainty is laid over the images, a bar shows the slices whose uncertainty is there too", () => {
  const { source, bring } = makeSource([[0, 10]], [[0, 10]]);
  render(<LoadedBar id="axial" source={source} layers={{ ...LAYERS, uncertaintyId: 12 }} axis="axial" count={10} />);
  expect(screen.getByTestId("loaded-axial")).toHaveAttribute("data-loaded", "0");

  act(() => bring({ uncertainty: [[3, 5]] }));

  expect(screen.getByTestId("loaded-axial")).toHaveAttribute("data-loaded", "2");
});

test("without a mask a bar shows the images", () => {
  const { source } = makeSource([[0, 3]], []);
  const layers = { ...LAYERS, segmentationId: null };
  render(<LoadedBar id="axial" source={source} layers={layers} axis="axial" count={10} />);
  expect(screen.getByTestId("loaded-axial")).toHaveAttribute("data-loaded", "3");
});
