import type { Study } from "@/lib/api-types";
import type { Cell } from "@/lib/csv";

import { toTriple } from "../geometry/axes";
import { voxelToWorld, type Affine } from "../geometry/world";
import type { LengthUnit } from "./format-values";
import { readsImage } from "./kinds";
import type { ShownMeasurement } from "./operations";

type Column = readonly [header: string, cell: (measurement: ShownMeasurement, number: number, affine: Affine) => Cell];

// A pixel of a picture counts as 1 mm.
const PX2_PER_CM2 = 100;

// The same in every language, so that what reads the table need not know who made it.
const COLUMNS: readonly Column[] = [
  ["number", (_, number) => number],
  ["name", ({ label }) => label],
  ["kind", ({ kind }) => kind],
  ["axis", ({ axis }) => axis],
  ["slice", ({ index }) => index + 1],
  ["channel", ({ kind, channel }) => (readsImage(kind) ? channel : null)],
  ["length_mm", ({ values }) => rounded(values.length_mm, 2)],
  ["angle_degrees", ({ values }) => rounded(values.degrees, 2)],
  ["long_diameter_mm", ({ values }) => rounded(values.long_mm, 2)],
  ["short_diameter_mm", ({ values }) => rounded(values.short_mm, 2)],
  ["product_mm2", ({ values }) => rounded(values.product_mm2, 2)],
  ["area_cm2", ({ values }) => rounded(values.area_cm2, 4)],
  ["mean_image_value", ({ values }) => rounded(values.mean, 6)],
  ["sd_image_value", ({ values }) => rounded(values.sd, 6)],
  ["min_image_value", ({ values }) => rounded(values.min, 6)],
  ["max_image_value", ({ values }) => rounded(values.max, 6)],
  ["image_value", ({ values }) => rounded(values.value, 6)],
  ["voxels", ({ values }) => values.voxels],
  ["author", ({ author }) => author],
  ["created_at_utc", ({ created_at }) => created_at],
  ["changed_by", ({ changed_by }) => changed_by],
  ["changed_at_utc", ({ changed_at }) => changed_at],
  ["points_ras_mm", ({ points }, _, affine) => points.map((point) => inPatient(toTriple(point), affine)).join(" ")],
];

// What a picture has otherwise: lengths in pixels, and no direction of a patient.
const OF_PICTURES: Readonly<Record<string, Column | null>> = {
  axis: null,
  slice: null,
  length_mm: ["length_px", ({ values }) => rounded(values.length_mm, 2)],
  long_diameter_mm: ["long_diameter_px", ({ values }) => rounded(values.long_mm, 2)],
  short_diameter_mm: ["short_diameter_px", ({ values }) => rounded(values.short_mm, 2)],
  product_mm2: ["product_px2", ({ values }) => rounded(values.product_mm2, 2)],
  area_cm2: ["area_px2", ({ values }) => rounded(values.area_cm2 == null ? null : values.area_cm2 * PX2_PER_CM2, 2)],
  voxels: ["pixels", ({ values }) => values.voxels],
  points_ras_mm: ["points_column_row", ({ points }, _, affine) => points.map((point) => inPicture(toTriple(point), affine)).join(" ")],
};

interface Place {
  affine: Affine;
  unit: LengthUnit;
}

/**
 * Give what is listed as a table, its columns' names first.
 *
 * Points are in mm to the patient's right, front and top; in a picture column and row, from 1 at the upper left.
 */
export function tableOf(measurements: readonly ShownMeasurement[], { affine, unit }: Place): Cell[][] {
  const columns = unit === "mm" ? COLUMNS : COLUMNS.flatMap((column) => ofPictures(column));
  const rows = measurements.map((measurement, at) => columns.map(([, cell]) => cell(measurement, at + 1, affine)));
  return [columns.map(([header]) => header), ...rows];
}

/** Name the file of a table: nothing in it tells who the patient is. */
export function tableName({ id }: Pick<Study, "id">): string {
  return `neuroslice-study-${id}-measurements.csv`;
}

function rounded(value: number | null | undefined, digits: number): Cell {
  return value == null ? null : Number(value.toFixed(digits));
}

// In brackets, so that a spreadsheet takes it for words, whatever its signs.
function inPatient(point: ReturnType<typeof toTriple>, affine: Affine): string {
  return `(${voxelToWorld(affine, point).map((place) => place.toFixed(2)).join(" ")})`;
}

function ofPictures(column: Column): Column[] {
  const other = OF_PICTURES[column[0]];
  if (other === undefined) return [column];
  return other === null ? [] : [other];
}

function inPicture(point: ReturnType<typeof toTriple>, affine: Affine): string {
  const [x, y] = voxelToWorld(affine, point);
  return `(${(1 - x).toFixed(2)} ${(1 - y).toFixed(2)})`;
}
