import { expect, test } from "vitest";

import type { Lesion } from "@/lib/api-types";

import type { ShownMeasurement } from "../measurements/operations";
import { inHand, measuredLesions, middleOf, sumOfProducts } from "./measured-lesion";
import { markIdOf, proposedMarks } from "./proposed-marks";

function lesion(id: number, x: number, index = 7): Lesion {
  return {
    id,
    volume_ml: 1,
    measurable: true,
    index,
    long: [
      [x, 10, index],
      [x + 20, 10, index],
    ],
    short: [
      [x + 10, 5, index],
      [x + 10, 17, index],
    ],
    long_mm: 20,
    short_mm: 12,
    product_mm2: 240,
  };
}

function drawn(id: number, points: [number, number][], change: Partial<ShownMeasurement> = {}): ShownMeasurement {
  return {
    id,
    study_id: 1,
    kind: "bidirectional",
    axis: "axial",
    index: 7,
    points: points.map(([x, y]) => [x, y, 7]),
    channel: null,
    label: "",
    author: "a",
    changed_by: null,
    created_at: "",
    changed_at: "",
    version: 1,
    values: { long_mm: 25, short_mm: 12, product_mm2: 300 },
    pending: false,
    ...change,
  };
}

const OVER_THE_SECOND: [number, number][] = [
  [48, 10],
  [73, 10],
  [60, 5],
  [60, 17],
];

test("without a hand in it every lesion is measured as proposed", () => {
  const lesions = measuredLesions([lesion(1, 0), lesion(2, 50)], []);
  expect(lesions.map(({ kept, adjusted }) => [kept, adjusted])).toEqual([[null, false], [null, false]]);
  expect(lesions[0]?.shape.points).toEqual([
    [0, 10, 7],
    [20, 10, 7],
    [10, 5, 7],
    [10, 17, 7],
  ]);
  expect(middleOf(lesions[0]!)).toEqual([10, 10, 7]);
  expect(sumOfProducts(lesions)).toBe(480);
});

test("what was adjusted stands in the place of the lesion that it lies over, in the sum too", () => {
  const lesions = measuredLesions([lesion(1, 0), lesion(2, 50)], [drawn(9, OVER_THE_SECOND)]);
  expect(lesions.map(({ kept }) => kept?.id)).toEqual([undefined, 9]);
  expect(lesions.map(({ adjusted }) => adjusted)).toEqual([false, true]);
  expect(sumOfProducts(lesions)).toBe(540);
});

test("of two measurements the nearer one is the lesion's, and each is of one lesion alone", () => {
  const shifted = OVER_THE_SECOND.map(([x, y]): [number, number] => [x - 1, y]);
  const lesions = measuredLesions([lesion(1, 45), lesion(2, 50)], [drawn(8, OVER_THE_SECOND), drawn(9, shifted)]);
  expect(lesions.map(({ kept }) => kept?.id)).toEqual([9, 8]);
});

test("other slices, kinds and places adjust nothing", () => {
  const far = OVER_THE_SECOND.map(([x, y]): [number, number] => [x + 100, y]);
  const others = [
    drawn(1, OVER_THE_SECOND, { index: 8 }),
    drawn(2, OVER_THE_SECOND, { kind: "distance" }),
    drawn(3, OVER_THE_SECOND, { axis: "coronal" }),
    drawn(4, far),
  ];
  expect(measuredLesions([lesion(1, 50)], others)[0]?.kept).toBeNull();
});

test("what is kept just as it was proposed is not called adjusted", () => {
  const same = drawn(9, [[50, 10], [70, 10], [60, 5.0004], [60, 17]], { values: { long_mm: 20, short_mm: 12, product_mm2: 240 } });
  const [measured] = measuredLesions([lesion(1, 50)], [same]);
  expect(measured).toMatchObject({ kept: same, adjusted: false, productMm2: 240 });
});

test("a proposal in a hand is as long as its lines, and still drawn when they are short", () => {
  const [proposed] = measuredLesions([lesion(1, 50)], []);
  const points = [[50, 10, 7], [58, 10, 7], [54, 8, 7], [54, 12, 7]] as const;
  const held = inHand(proposed!, points, { long_mm: 8, short_mm: 4, product_mm2: 32 });
  expect(held).toMatchObject({ longMm: 8, shortMm: 4, productMm2: 32, measurable: true });
  expect(proposedMarks([held], 7, null)[0]?.shape.points).toEqual(points);
});

test("proposals are drawn on their own slices, where they are large enough and nothing is kept in their place", () => {
  const lesions = measuredLesions([lesion(1, 0), lesion(2, 50), lesion(3, 100, 8), { ...lesion(4, 150), measurable: false }], [drawn(9, OVER_THE_SECOND)]);
  expect(proposedMarks(lesions, 7, null).map(({ id }) => id)).toEqual(["proposal-1"]);
  expect(markIdOf(lesions[1]!)).toBe(9);
});

test("a proposal that is too small is drawn while it is selected", () => {
  const lesions = measuredLesions([{ ...lesion(1, 0), measurable: false }, { ...lesion(2, 50), measurable: false }], []);
  expect(proposedMarks(lesions, 7, "proposal-2").map(({ id }) => id)).toEqual(["proposal-2"]);
  expect(proposedMarks(lesions, 8, "proposal-2")).toEqual([]);
});

test("adjusted below ten millimetres it is not measurable any more", () => {
  const small = drawn(1, OVER_THE_SECOND, { values: { long_mm: 20, short_mm: 9.9, product_mm2: 198 } });
  const lesions = measuredLesions([lesion(1, 50)], [small]);
  expect(lesions[0]?.measurable).toBe(false);
  expect(sumOfProducts(lesions)).toBe(0);
});
