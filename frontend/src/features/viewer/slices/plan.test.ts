import { describe, expect, test } from "vitest";

import { choosePaintable, frameKeys, planSlices } from "./plan";

const LAYERS = { channel: "flair", segmentationId: 12, uncertaintyId: null };

test("a frame is an image, its mask, and its uncertainty when that is wished for", () => {
  expect(frameKeys({ ...LAYERS, uncertaintyId: 12 }, "axial", 5)).toEqual({
    image: { kind: "image", channel: "flair", axis: "axial", index: 5 },
    labels: { kind: "labels", segmentationId: 12, axis: "axial", index: 5 },
    uncertainty: { kind: "uncertainty", segmentationId: 12, axis: "axial", index: 5 },
  });
});

test("without a mask a frame is an image", () => {
  expect(frameKeys({ ...LAYERS, segmentationId: null }, "axial", 5)).toMatchObject({ labels: null, uncertainty: null });
});

test("the parts of a frame are asked for together", () => {
  const place = { axis: "axial", index: 5, count: 155, direction: 1 } as const;
  const wanted = planSlices({ ...LAYERS, uncertaintyId: 12 }, place, null).slice(0, 4);
  expect(wanted.map(({ kind, index }) => `${kind} ${index}`)).toEqual(["image 5", "labels 5", "uncertainty 5", "image 6"]);
});

test("the uncertainties of neighbours come after all their images and masks", () => {
  const place = { axis: "axial", index: 5, count: 155, direction: 1 } as const;
  const kinds = planSlices({ ...LAYERS, uncertaintyId: 12 }, place, 4).map(({ kind }) => kind);
  const neighbours = kinds.slice(3);
  const images = neighbours.filter((kind) => kind === "image").length;
  expect(neighbours.slice(2 * images)).toEqual(Array.from({ length: images }, () => "uncertainty"));
});

describe("a view wants", () => {
  const indices = (direction: number, onItsWay: number | null, index = 50) =>
    planSlices({ channel: "flair", segmentationId: null, uncertaintyId: null }, { axis: "axial", index, count: 155, direction }, onItsWay).map(
      (key) => key.index,
    );

  test("its own slice first, then those on both sides", () => {
    expect(indices(0, null).slice(0, 5)).toEqual([50, 51, 49, 52, 48]);
  });

  test("more of those it is heading for", () => {
    const wanted = indices(-1, null);
    expect(wanted.slice(0, 3)).toEqual([50, 49, 48]);
    // The way back comes after the next ones, and before those far ahead.
    expect(wanted.indexOf(51)).toBeGreaterThan(wanted.indexOf(40));
    expect(wanted.indexOf(51)).toBeLessThan(wanted.indexOf(30));
    expect(wanted.filter((index) => index < 50).length).toBeGreaterThan(wanted.filter((index) => index > 50).length);
  });

  test("from an end of the axis as many as there are on the way back", () => {
    expect(indices(-1, null, 0).length).toBe(indices(1, null, 0).length);
    expect(indices(1, null, 154)).toEqual(indices(-1, null, 154));
  });

  test("the slice that is on its way before any neighbour", () => {
    expect(indices(1, 43).slice(0, 2)).toEqual([50, 43]);
  });

  test("no slice twice and none outside the volume", () => {
    const wanted = indices(1, 153, 154);
    expect(new Set(wanted).size).toBe(wanted.length);
    expect(Math.max(...wanted)).toBe(154);
  });
});

describe("the slice to paint", () => {
  const ready = (...indices: number[]) => (index: number) => indices.includes(index);

  test("is the wanted one when it is there", () => {
    expect(choosePaintable(10, 3, ready(10, 9))).toBe(10);
  });

  test("is else the nearest to it on the way there", () => {
    expect(choosePaintable(10, 3, ready(5, 8, 2))).toBe(8);
    expect(choosePaintable(3, 10, ready(5, 8, 2))).toBe(5);
  });

  test("never leads away from the wanted one", () => {
    expect(choosePaintable(10, 3, ready(2, 12))).toBeNull();
  });

  test("is none when nothing was painted yet and nothing is there", () => {
    expect(choosePaintable(10, null, ready(9))).toBeNull();
  });
});
