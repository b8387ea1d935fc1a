import { expect, test } from "vitest";

import { chooseVolumes } from "./choose-volumes";

const SHAPE = [10, 10, 10] as const;
const IMAGE = 2000;
const MASK = 1000;
const plan = { channels: ["t1", "flair", "t2"], segmentationId: 7, uncertaintyId: null, latelyUncertainId: null };
const names = (budget: number, from: Parameters<typeof chooseVolumes>[0] = plan) =>
  chooseVolumes(from, SHAPE, budget).map((volume) => (volume.kind === "image" ? volume.channel : volume.kind));

test("the shown channel comes first, then the mask, then the other channels", () => {
  expect(names(Infinity)).toEqual(["t1", "labels", "flair", "t2"]);
});

test("other channels come while memory allows", () => {
  expect(names(2 * IMAGE + MASK)).toEqual(["t1", "labels", "flair"]);
});

test("where not even the shown channel fits there is none", () => {
  expect(names(IMAGE - 1)).toEqual([]);
});

test("an uncertainty comes after its mask while it is shown, and last when it was shown", () => {
  const kinds = ["t1", "labels", "uncertainty", "flair", "t2"];
  expect(names(Infinity, { ...plan, uncertaintyId: 7, latelyUncertainId: 7 })).toEqual(kinds);
  expect(names(IMAGE + 2 * MASK, { ...plan, uncertaintyId: 7, latelyUncertainId: 7 })).toEqual(kinds.slice(0, 3));
  expect(names(Infinity, { ...plan, latelyUncertainId: 7 })).toEqual(["t1", "labels", "flair", "t2", "uncertainty"]);
});

test("without a mask there are channels", () => {
  expect(names(Infinity, { ...plan, segmentationId: null })).toEqual(["t1", "flair", "t2"]);
});
