import type { Axis } from "../geometry/axes";
import { frameKeys, type Layers } from "./plan";
import type { SliceKey, SliceSource } from "./slice-source";

/** Tell whether a slice can be shown with all that lies over it; what cannot be had is not waited for. */
export function frameReady(source: Pick<SliceSource, "get" | "failure">, layers: Layers, axis: Axis, index: number): boolean {
  const { image, labels, uncertainty } = frameKeys(layers, axis, index);
  const settled = (key: SliceKey | null) => key === null || source.get(key) !== undefined || source.failure(key) !== undefined;
  return source.get(image) !== undefined && settled(labels) && settled(uncertainty);
}
