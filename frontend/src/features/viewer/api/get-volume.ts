import { api } from "@/lib/api-client";

import type { VolumeRef } from "../slices/slice-source";
import { parseScale, type ValueScale } from "../slices/value-scale";

/** A volume's compressed bytes as they come. */
export interface VolumeStream {
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What the server's pixels of this image mean; null for labels. */
  scale: ValueScale | null;
}

/** Ask for a whole volume of a study on the canonical grid, as .nii.gz. */
export async function getVolume(studyId: number, volume: VolumeRef, signal: AbortSignal): Promise<VolumeStream> {
  const query = { grid: "canonical" } as const;
  if (volume.kind !== "image") {
    if (volume.kind === "uncertainty") throw new Error("An uncertainty is not to be had as a volume.");
    const { response } = await api.GET("/api/segmentations/{segmentation_id}.nii.gz", {
      params: { path: { segmentation_id: volume.segmentationId }, query },
      parseAs: "stream",
      signal,
    });
    return { bytes: bodyOf(response), scale: null };
  }
  const { response } = await api.GET("/api/studies/{study_id}/images/{channel}.nii.gz", {
    params: { path: { study_id: studyId, channel: volume.channel }, query },
    parseAs: "stream",
    signal,
  });
  return { bytes: bodyOf(response), scale: parseScale(response.headers.get("X-Value-Scale")) };
}

function bodyOf(response: Response): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (response.body === null) throw new Error("The reply is empty.");
  return response.body;
}
