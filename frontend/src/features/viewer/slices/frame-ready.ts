import type { Axis } from "../geometry/axes";
import { frameKeys, type Layers } from "./plan";
import type { SliceKey, SliceSource } from "./slice-source";

type Known = Pick<SliceSource, "get" | "failure">;

/**
 * Tell whether a slice can be painted: its image with its mask; a mask that cannot be had is not waited for.
 *
 * Nor is its uncertainty: until its volume is here it comes by requests after all others, and frames that wait are held back.
 */
export function frameReady(source: Known, layers: Layers, axis: Axis, index: number): boolean {
  const { image, labels } = frameKeys(layers, axis, index);
  return source.get(image) !== undefined && settled(source, labels);
}

/** Tell whether a slice is painted with all that lies over it, as far as it can be had. */
export function frameComplete(source: Known, layers: Layers, axis: Axis, index: number): boolean {
  return frameReady(source, layers, axis, index) && settled(source, frameKeys(layers, axis, index).uncertainty);
}

function settled(source: Known, key: SliceKey | null): boolean {
  return key === null || source.get(key) !== undefined || source.failure(key) !== undefined;
}
