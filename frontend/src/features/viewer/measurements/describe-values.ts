import type { TFunction } from "i18next";

import type { MeasurementValues } from "@/lib/api-types";

import { formatImageValues, formatMainValue, formatMeanSd, formatProduct, type LengthUnit } from "./format-values";

interface Reader {
  t: TFunction;
  locale: string;
  unit: LengthUnit;
}

/** Say in a few lines what a measurement comes to: the main value first. */
export function describeValues(values: MeasurementValues, { t, locale, unit }: Reader): string[] {
  const { mean, sd, min, max, voxels, product_mm2 } = values;
  const lines = [formatMainValue(values, locale, unit)];
  if (product_mm2 != null) lines.push(t("measurements.product", { product: formatProduct(product_mm2, locale, unit) }));
  if (voxels === 0) lines.push(t("measurements.noVoxel"));
  if (mean != null && sd != null) {
    const [shownMean, shownSd] = formatMeanSd(mean, sd, locale);
    lines.push(t("measurements.meanSd", { mean: shownMean, sd: shownSd }));
  }
  if (min != null && max != null) {
    const [least, most] = formatImageValues([min, max], locale);
    lines.push(t("measurements.minMax", { min: least, max: most }));
  }
  return lines.filter((line) => line !== "");
}
