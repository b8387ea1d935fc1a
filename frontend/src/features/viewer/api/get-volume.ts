import { api } from "@/lib/api-client";

import type { VolumeRef } from "../slices/slice-source";
import { parseScale, type ValueScale } from "../slices/value-scale";
import { getUncertaintyColours } from "./get-uncertainty-colours";

/** A volume's compressed bytes as they come. */
export interface VolumeStream {
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What the server's pixels of this image mean; null for labels and uncertainties. */
  scale: ValueScale | null;
  /** Packed colours that the bytes of an uncertainty stand for. */
  colours: Uint32Array<ArrayBuffer> | null;
}

/** Ask for a whole volume of a study on the canonical grid, as .nii.gz. */
export async function getVolume(studyId: number, volume: VolumeRef, signal: AbortSignal): Promise<VolumeStream> {
  const query = { grid: "canonical" } as const;
  if (volume.kind === "image") {
    const { response } = await api.GET("/api/studies/{study_id}/images/{channel}.nii.gz", {
      params: { path: { study_id: studyId, channel: volume.channel }, query },
      parseAs: "stream",
      signal,
    });
    return { bytes: bodyOf(response), scale: parseScale(response.headers.get("X-Value-Scale")), colours: null };
  }
  const options = { params: { path: { segmentation_id: volume.segmentationId }, query }, parseAs: "stream", signal } as const;
  if (volume.kind === "labels") {
    const { response } = await api.GET("/api/segmentations/{segmentation_id}.nii.gz", options);
    return { bytes: bodyOf(response), scale: null, colours: null };
  }
  // First its colours: should they fail, no stream is left that nobody reads.
  const colours = await getUncertaintyColours(signal);
  const { response } = await api.GET("/api/segmentations/{segmentation_id}/uncertainty.nii.gz", options);
  return { bytes: bodyOf(response), scale: null, colours };
}

function bodyOf(response: Response): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (response.body === null) throw new Error("The reply is empty.");
  return response.body;
}
