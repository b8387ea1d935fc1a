import type { MeasurementValues } from "@/lib/api-types";

import type { SliceSource } from "../slices/slice-source";
import type { Grid } from "./draft";
import { geometryValues } from "./geometry-values";
import { imageValues } from "./image-values";
import { readsImage, type Shape } from "./kinds";
import { sliceValues } from "./slice-values";

interface Image extends Grid {
  source: SliceSource;
  channel: string | null;
}

/** Say at once what something drawn comes to; what is kept has the server's values. */
export function measure(shape: Shape, { source, channel, size, spacing }: Image): MeasurementValues {
  const geometry = geometryValues(shape, spacing);
  if (channel === null || !readsImage(shape.kind)) return geometry;
  const plane = sliceValues(source, shape, { channel, size });
  return plane === null ? geometry : { ...geometry, ...imageValues(shape, plane) };
}
