import { act, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";
import { STUDY, TASK } from "@/testing/samples";

import type { Triple } from "../geometry/axes";
import { PictureProvider } from "../picture-context";
import type { SliceSource, VolumeRef } from "../slices/slice-source";
import { Readout } from "./readout";

vi.mock("../api/get-uncertainty-scale", () => ({ useUncertaintyScale: () => new Map([[0xff00aa11, 0.6275]]) }));

class SlowSource implements SliceSource {
  readonly values = new Map<string, number>();
  readonly listeners = new Set<() => void>();

  value = (volume: VolumeRef) => this.values.get(volume.kind === "image" ? volume.channel : volume.kind);
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  get = () => undefined;
  failure = () => undefined;
  readonly want = vi.fn();
  loaded = () => [];
  progress = () => 0;
  close = () => undefined;

  bring(name: string, value: number) {
    this.values.set(name, value);
    for (const listener of this.listeners) listener();
  }
}

function show(voxel: Triple, segmentationId: number | null = 12, uncertaintyId: number | null = null) {
  const source = new SlowSource();
  renderFor(
    "viewer",
    <Readout
      voxel={voxel}
      affine={STUDY.affine}
      channels={STUDY.channels}
      channelName={(channel) => channel.toUpperCase()}
      source={source}
      segmentationId={segmentationId}
      uncertaintyId={uncertaintyId}
      regions={TASK.regions}
    />,
  );
  return source;
}

/** A readout of FLAIR and T1 whose crosshair goes up one slice with every click. */
function Climbing({ source }: { source: SliceSource }) {
  const [voxel, setVoxel] = useState<Triple>([1, 2, 3]);
  return (
    <>
      <button onClick={() => setVoxel(([x, y, z]) => [x, y, z + 1])}>up</button>
      <Readout
        voxel={voxel}
        affine={STUDY.affine}
        channels={STUDY.channels}
        channelName={(channel) => channel}
        source={source}
        segmentationId={null}
        uncertaintyId={null}
        regions={TASK.regions}
      />
    </>
  );
}

function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

const fact = (name: string) => screen.getByTestId(`readout-${name}`);

test("slices are counted as beside the views, from one, and the place in the patient is that of the crosshair", () => {
  show([100, 30, 75]);
  expect(fact("voxel")).toHaveTextContent("101, 31, 76");
  expect(fact("world")).toHaveTextContent("-20.0, -90.0, 5.0");
});

test("values appear as they come", () => {
  const source = show([1, 2, 3]);
  expect(fact("flair")).toHaveTextContent("–");
  act(() => source.bring("flair", 812.5));
  expect(fact("flair")).toHaveTextContent("FLAIR812.5");
  expect(fact("t1")).toHaveTextContent("–");
});

test("a value keeps the room that it once took, so that its neighbours stay where they are", () => {
  const source = show([1, 2, 3]);
  const room = () => screen.getByText(/^[\d.,–]+$/, { selector: "[data-testid=readout-flair] > *" }).style.minWidth;
  expect(room()).toBe("4ch");
  act(() => source.bring("flair", 1812.5));
  expect(room()).toBe("6ch");
  act(() => source.bring("flair", 3));
  expect(fact("flair")).toHaveTextContent("FLAIR3");
  expect(room()).toBe("6ch");
});

test("the innermost region is named, or that there is none", () => {
  const source = show([1, 2, 3]);
  expect(screen.queryByTestId("readout-region")).toBeNull();
  act(() => source.bring("labels", 4));
  expect(fact("region")).toHaveTextContent("ET · Enhancing tumour");
  act(() => source.bring("labels", 0));
  expect(fact("region")).toHaveTextContent("none");
});

test("how unsure the network is stands there while that is shown, read from its colour", () => {
  const source = show([1, 2, 3], 12, 12);
  expect(fact("uncertainty")).toHaveTextContent("–");
  act(() => source.bring("uncertainty", 0xff00aa11));
  expect(fact("uncertainty")).toHaveTextContent("Uncertainty0.63");
});

test("while no uncertainty is shown nothing is said of it", () => {
  const source = show([1, 2, 3]);
  act(() => source.bring("uncertainty", 0xff00aa11));
  expect(screen.queryByTestId("readout-uncertainty")).toBeNull();
});

test("without a mask nothing is said of regions", () => {
  const source = show([1, 2, 3], null);
  act(() => source.bring("labels", 4));
  expect(screen.queryByTestId("readout-region")).toBeNull();
});

test("the values of every channel are asked for where the crosshair rests, and of no slice on its way", () => {
  vi.useFakeTimers();
  const source = new SlowSource();
  renderFor("viewer", <Climbing source={source} />);
  const wanted = (index: number) => STUDY.channels.map((channel) => ({ kind: "image", channel, axis: "axial", index }));
  pass(1000);
  expect(source.want.mock.calls).toEqual([["readout", wanted(3), { aside: true }]]);
  source.want.mockClear();
  for (let step = 0; step < 5; step += 1) {
    fireEvent.click(screen.getByRole("button"));
    pass(100);
  }
  expect(source.want.mock.calls).toEqual([["readout", [], { aside: true }]]);
  pass(1000);
  expect(source.want).toHaveBeenLastCalledWith("readout", wanted(8), { aside: true });
  vi.useRealTimers();
});

test("of a picture column and row are said, from 1 at the upper left, and no place in a patient", () => {
  const affine = [[1, 0, 0, -119], [0, 1, 0, -89], [0, 0, 1, 0], [0, 0, 0, 1]] as const;
  const facts = { channels: ["em"], channelName: (channel: string) => channel, segmentationId: null, uncertaintyId: null, regions: [] };
  renderFor(
    "viewer",
    <PictureProvider value>
      <Readout voxel={[117, 49, 0]} affine={affine} source={new SlowSource()} {...facts} />
    </PictureProvider>,
  );
  expect(screen.getByTestId("readout-pixel")).toHaveTextContent("Column, row3, 41");
  expect(screen.queryByTestId("readout-world")).toBeNull();
  expect(screen.queryByTestId("readout-voxel")).toBeNull();
});
