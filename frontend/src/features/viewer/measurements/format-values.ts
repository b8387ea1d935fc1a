import type { MeasurementValues } from "@/lib/api-types";

const NBSP = "\u00a0";

/** What lengths are in: true millimetres, or the pixels of a picture, which count as 1 mm wherever they are measured. */
export type LengthUnit = "mm" | "px";

const MM2_PER_CM2 = 100;

function number(value: number, locale: string, digits: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

// More say nothing that a reader could use.
const MOST_DIGITS = 6;

/** Say how many decimals show a value of an image with about four digits; small ones with three that count. */
function digitsFor(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 10) return 1;
  return size === 0 || size >= 0.1 ? 3 : Math.min(2 - Math.floor(Math.log10(size)), MOST_DIGITS);
}

/** Show a real value of an image. */
export function formatImageValue(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digitsFor(Math.abs(value)) }).format(value);
}

/** Show real values of one reading with the same decimals, those of the largest; whole ones with none. */
export function formatImageValues(values: readonly number[], locale: string): string[] {
  const digits = values.every(Number.isInteger) ? 0 : digitsFor(Math.max(...values.map(Math.abs)));
  return values.map((value) => number(value, locale, digits));
}

/** Show a mean and its standard deviation with the same decimals: enough for two digits of the deviation that count. */
export function formatMeanSd(mean: number, sd: number, locale: string): [mean: string, sd: string] {
  const ofDeviation = sd === 0 ? 0 : Math.min(1 - Math.floor(Math.log10(sd)), MOST_DIGITS);
  const digits = Math.max(digitsFor(Math.max(Math.abs(mean), sd)), ofDeviation);
  return [number(mean, locale, digits), number(sd, locale, digits)];
}

/** Show the main value of a measurement, in signs that are the same in every language; empty where it has none. */
export function formatMainValue(values: MeasurementValues, locale: string, unit: LengthUnit = "mm"): string {
  const { length_mm, degrees, long_mm, short_mm, area_cm2, value } = values;
  if (length_mm != null) return `${number(length_mm, locale, 1)}${NBSP}${unit}`;
  if (degrees != null) return `${number(degrees, locale, 1)}°`;
  if (long_mm != null && short_mm != null) return `${number(long_mm, locale, 1)} × ${number(short_mm, locale, 1)}${NBSP}${unit}`;
  if (area_cm2 != null && unit === "px") return formatProduct(area_cm2 * MM2_PER_CM2, locale, unit);
  if (area_cm2 != null) return `${number(area_cm2, locale, 2)}${NBSP}cm²`;
  return value == null ? "" : formatImageValue(value, locale);
}

/** Show the product of two perpendicular lines. */
export function formatProduct(product: number, locale: string, unit: LengthUnit = "mm"): string {
  return `${number(product, locale, 0)}${NBSP}${unit}²`;
}
