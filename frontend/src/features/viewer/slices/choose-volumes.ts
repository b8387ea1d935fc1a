import type { Triple } from "../geometry/axes";
import type { VolumeRef } from "./slice-source";

/** What a viewer shows and could show next. */
export interface VolumePlan {
  /** All channels; those shown last come first. */
  channels: readonly string[];
  segmentationId: number | null;
  /** Whose uncertainty is laid over the images. */
  uncertaintyId: number | null;
  /** Whose uncertainty was, and may be again. */
  latelyUncertainId: number | null;
}

const BYTES = { image: 2, labels: 1, uncertainty: 1 } as const;

/**
 * Say which volumes to have, most urgent first: what is shown, then other channels while memory allows.
 *
 * What is shown is a channel, the mask over it, and its uncertainty while that is wished for; one that was shown is kept last.
 */
export function chooseVolumes(plan: VolumePlan, shape: Triple, budget: number): VolumeRef[] {
  const { channels, segmentationId, uncertaintyId, latelyUncertainId } = plan;
  const [shown, ...others] = channels.map((channel): VolumeRef => ({ kind: "image", channel }));
  const mask: VolumeRef[] = segmentationId === null ? [] : [{ kind: "labels", segmentationId }];
  const unsure = (id: number | null): VolumeRef[] => (id === null ? [] : [{ kind: "uncertainty", segmentationId: id }]);
  const kept = latelyUncertainId === uncertaintyId ? null : latelyUncertainId;
  const wished = [...(shown ? [shown] : []), ...mask, ...unsure(uncertaintyId), ...others, ...unsure(kept)];
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
