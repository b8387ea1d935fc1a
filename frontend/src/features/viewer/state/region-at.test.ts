import { expect, test } from "vitest";

import { regionAt } from "./region-at";

const region = (id: string, ...labels: number[]) => ({ id, name: id, labels, colour: "", colour_blind_colour: "", needs: [], seen_on: null });
const REGIONS = [region("WT", 1, 2, 4), region("ET", 4), region("TC", 1, 4)];

test("a label belongs to the innermost of the nested regions", () => {
  expect([1, 2, 4].map((label) => regionAt(label, REGIONS)?.id)).toEqual(["TC", "WT", "ET"]);
});

test("what is no tumour is in no region", () => {
  expect(regionAt(0, REGIONS)).toBeNull();
});
