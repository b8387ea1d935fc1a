import type { Lesion, MeasurementValues } from "@/lib/api-types";

import { toTriple, type Triple } from "../geometry/axes";
import { shapeOf, type Shape } from "../measurements/kinds";
import type { ShownMeasurement } from "../measurements/operations";

/** Both diameters of a lesion that response is judged by are at least this long (RANO). */
export const MEASURABLE_MM = 10;

// The edge of ten voxels of 1 mm is not 9.999… mm long.
const ROUNDED_MM = 1e-6;
// Voxels: more than what is kept is rounded by.
const SAME = 2e-3;

/** A lesion as it is measured now: by the proposal from the mask, or by the measurement that stands for it. */
export interface MeasuredLesion {
  id: number;
  volumeMl: number;
  shape: Shape;
  longMm: number;
  shortMm: number;
  productMm2: number;
  measurable: boolean;
  /** The measurement that stands for it; null where only the proposal does. */
  kept: ShownMeasurement | null;
  /** Whether that differs from the proposal. */
  adjusted: boolean;
}

/**
 * Put what was measured by hand in the place of what was proposed.
 *
 * Nothing says which lesion a measurement is of but its place: it is the nearest one on the slice of a lesion whose
 * diameters it overlaps.
 */
export function measuredLesions(lesions: readonly Lesion[], measurements: readonly ShownMeasurement[]): MeasuredLesion[] {
  const free = new Set(measurements.filter(({ kind, axis }) => kind === "bidirectional" && axis === "axial"));
  return lesions.map((lesion) => {
    const proposed = proposalOf(lesion);
    const near = [...free]
      .filter(({ index, points }) => index === lesion.index && overlap(points.map(toTriple), proposed.shape.points))
      .map((measurement) => ({ measurement, away: distance(measurement.points.map(toTriple), proposed.shape.points) }))
      .sort((a, b) => a.away - b.away);
    const kept = near[0]?.measurement;
    if (kept === undefined) return proposed;
    free.delete(kept);
    return measuredBy(proposed, kept);
  });
}

/** Show a proposal as it is while a hand moves it; until it is let go it stays among those that are drawn. */
export function inHand(lesion: MeasuredLesion, points: readonly Triple[], values: MeasurementValues): MeasuredLesion {
  return { ...lesion, shape: { ...lesion.shape, points }, ...diametersOf(values) };
}

/** Give the middle of the longest diameter. */
export function middleOf({ shape: { index, points } }: MeasuredLesion): Triple {
  const [x, y] = middle(points.slice(0, 2));
  return [x, y, index];
}

/** Add up the products of the lesions that are large enough to be judged by, mm². */
export function sumOfProducts(lesions: readonly MeasuredLesion[]): number {
  return lesions.reduce((sum, { measurable, productMm2 }) => (measurable ? sum + productMm2 : sum), 0);
}

function proposalOf(lesion: Lesion): MeasuredLesion {
  const points = [...lesion.long, ...lesion.short].map(toTriple);
  return {
    id: lesion.id,
    volumeMl: lesion.volume_ml,
    shape: { kind: "bidirectional", axis: "axial", index: lesion.index, points },
    longMm: lesion.long_mm,
    shortMm: lesion.short_mm,
    productMm2: lesion.product_mm2,
    measurable: lesion.measurable,
    kept: null,
    adjusted: false,
  };
}

function measuredBy(proposed: MeasuredLesion, kept: ShownMeasurement): MeasuredLesion {
  const diameters = diametersOf(kept.values);
  const measurable = diameters.shortMm >= MEASURABLE_MM - ROUNDED_MM;
  const shape = shapeOf(kept);
  return { ...proposed, ...diameters, shape, measurable, kept, adjusted: !samePlaces(shape.points, proposed.shape.points) };
}

function samePlaces(first: readonly Triple[], second: readonly Triple[]): boolean {
  return first.every((point, number) => point.every((place, dimension) => Math.abs(place - second[number]![dimension]!) <= SAME));
}

function diametersOf({ long_mm, short_mm, product_mm2 }: MeasurementValues) {
  return { longMm: long_mm ?? 0, shortMm: short_mm ?? 0, productMm2: product_mm2 ?? 0 };
}

function overlap(first: readonly Triple[], second: readonly Triple[]): boolean {
  return ([0, 1] as const).every((dimension) => {
    const [a, b] = [first, second].map((points) => points.map((point) => point[dimension]));
    return Math.max(...a!) >= Math.min(...b!) && Math.max(...b!) >= Math.min(...a!);
  });
}

function distance(first: readonly Triple[], second: readonly Triple[]): number {
  const [a, b] = [middle(first), middle(second)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function middle(points: readonly Triple[]): readonly [number, number] {
  const sum = points.reduce(([x, y], point) => [x + point[0], y + point[1]] as const, [0, 0] as readonly [number, number]);
  return [sum[0] / points.length, sum[1] / points.length];
}
