/** What stored pixels mean: `value = slope * pixel + intercept`. */
export interface ValueScale {
  slope: number;
  intercept: number;
}

/** Read "slope,intercept". */
export function parseScale(header: string | null): ValueScale {
  const [slope, intercept] = (header ?? "").split(",").map(Number);
  if (slope === undefined || intercept === undefined || !Number.isFinite(slope) || !Number.isFinite(intercept)) {
    throw new Error(`Expected X-Value-Scale: slope,intercept, received ${header ?? "nothing"}.`);
  }
  return { slope, intercept };
}
