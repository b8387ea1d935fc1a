import { expect, test } from "vitest";

import type { Cell } from "@/lib/csv";

import type { ShownMeasurement } from "./operations";
import { tableName, tableOf } from "./table";

const AFFINE = [
  [-1, 0, 0, 90],
  [0, 1, 0, -126],
  [0, 0, 2, -72],
  [0, 0, 0, 1],
];
const DISTANCE: ShownMeasurement = {
  id: 40,
  study_id: 7,
  kind: "distance",
  axis: "axial",
  index: 11,
  points: [
    [1, 2, 11],
    [4.5, 6, 11],
  ],
  channel: "t1",
  label: "edge",
  author: "Dr. Kim",
  changed_by: null,
  created_at: "2026-01-02T10:00:00Z",
  changed_at: "2026-01-02T10:00:00Z",
  version: 3,
  values: { length_mm: 5.31507 },
  pending: false,
};
const REGION: ShownMeasurement = {
  ...DISTANCE,
  id: 41,
  kind: "ellipse",
  label: "",
  changed_by: "Dr. Lee",
  values: { area_cm2: 1.5, mean: 120.25, sd: 8.5, min: 90, max: 151, voxels: 150 },
};

function read(measurements: ShownMeasurement[], place: Parameters<typeof tableOf>[1] = { affine: AFFINE, unit: "mm" }): Record<string, Cell>[] {
  const [headers = [], ...rows] = tableOf(measurements, place);
  return rows.map((row) => Object.fromEntries(row.map((cell, at): [string, Cell] => [String(headers[at]), cell])));
}

test("a row says what was measured, where, by whom and when", () => {
  expect(read([DISTANCE])[0]).toMatchObject({
    number: 1,
    name: "edge",
    kind: "distance",
    axis: "axial",
    slice: 12,
    channel: null,
    length_mm: 5.32,
    area_cm2: null,
    author: "Dr. Kim",
    created_at_utc: "2026-01-02T10:00:00Z",
  });
});

test("places are mm in the patient", () => {
  expect(read([DISTANCE])[0]).toHaveProperty("points_ras_mm", "(89.00 -124.00 -50.00) (85.50 -120.00 -50.00)");
});

test("a region says what it reads, and of which channel", () => {
  expect(read([DISTANCE, REGION])[1]).toMatchObject({
    number: 2,
    channel: "t1",
    area_cm2: 1.5,
    mean_image_value: 120.25,
    sd_image_value: 8.5,
    min_image_value: 90,
    max_image_value: 151,
    voxels: 150,
    changed_by: "Dr. Lee",
  });
});

test("two diameters are those of the view", () => {
  const values = { long_mm: 25.004, short_mm: 12, product_mm2: 300.05 };
  expect(read([{ ...DISTANCE, kind: "bidirectional", values }])[0]).toMatchObject({ long_diameter_mm: 25, short_diameter_mm: 12, product_mm2: 300.05 });
});

test("the file's name says which study, and nobody's name", () => {
  expect(tableName({ id: 7 })).toBe("neuroslice-study-7-measurements.csv");
});

test("what was measured in a picture is in pixels, from its upper left corner, and of no side of a patient", () => {
  const affine = [[1, 0, 0, -119], [0, 1, 0, -89], [0, 0, 1, 0], [0, 0, 0, 1]];
  const [line, area] = read([{ ...DISTANCE, points: [[119, 89, 0], [109, 69.5, 0]] }, REGION], { affine, unit: "px" });
  expect(line).toMatchObject({ length_px: 5.32, points_column_row: "(1.00 1.00) (11.00 20.50)" });
  expect(area).toMatchObject({ area_px2: 150, pixels: 150 });
  expect(Object.keys(line!)).not.toEqual(expect.arrayContaining(["axis"]));
  expect(Object.keys(line!).filter((name) => /mm|cm|ras|slice/.test(name))).toEqual([]);
});
