import type { MeasurementValues } from "@/lib/api-types";

const NBSP = "\u00a0";

function number(value: number, locale: string, digits: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** Show a real value of an image with about four digits. */
export function formatImageValue(value: number, locale: string): string {
  const size = Math.abs(value);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: size >= 1000 ? 0 : size >= 10 ? 1 : 3 }).format(value);
}

/** Show the main value of a measurement, in signs that are the same in every language; empty where it has none. */
export function formatMainValue(values: MeasurementValues, locale: string): string {
  const { length_mm, degrees, long_mm, short_mm, area_cm2, value } = values;
  if (length_mm != null) return `${number(length_mm, locale, 1)}${NBSP}mm`;
  if (degrees != null) return `${number(degrees, locale, 1)}°`;
  if (long_mm != null && short_mm != null) return `${number(long_mm, locale, 1)} × ${number(short_mm, locale, 1)}${NBSP}mm`;
  if (area_cm2 != null) return `${number(area_cm2, locale, 2)}${NBSP}cm²`;
  return value == null ? "" : formatImageValue(value, locale);
}

/** Show the product of two perpendicular lines. */
export function formatProduct(product: number, locale: string): string {
  return `${number(product, locale, 0)}${NBSP}mm²`;
}
