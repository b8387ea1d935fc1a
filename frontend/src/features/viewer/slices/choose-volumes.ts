import type { Triple } from "../geometry/axes";
import type { VolumeRef } from "./slice-source";

/** What a viewer shows and could show next. */
export interface VolumePlan {
  /** All channels; those shown last come first. */
  channels: readonly string[];
  segmentationId: number | null;
}

const BYTES = { image: 2, labels: 1, uncertainty: Infinity } as const;

/** Say which volumes to have, most urgent first: the shown channel, the mask, then other channels while memory allows. */
export function chooseVolumes({ channels, segmentationId }: VolumePlan, shape: Triple, budget: number): VolumeRef[] {
  const [shown, ...others] = channels.map((channel): VolumeRef => ({ kind: "image", channel }));
  const mask: VolumeRef[] = segmentationId === null ? [] : [{ kind: "labels", segmentationId }];
  const wished = shown === undefined ? mask : [shown, ...mask, ...others];
  let left = budget;
  const chosen: VolumeRef[] = [];
  for (const volume of wished) {
    left -= shape[0] * shape[1] * shape[2] * BYTES[volume.kind];
    // Nothing after the first that does not fit: what is left is little, and the page needs some too.
    if (left < 0) break;
    chosen.push(volume);
  }
  return chosen;
}
