import { api } from "@/lib/api-client";
import { decodePng } from "@/lib/png/decode-png";

import type { FetchSlice } from "../slices/png-slice-source";
import type { Slice, SliceKey } from "../slices/slice-source";
import { parseScale, type ValueScale } from "../slices/value-scale";

/** Make the request for one slice of a study: its stored values, its labels, exactly, or its uncertainty in colours. */
export function makeFetchSlice(studyId: number): FetchSlice {
  return (key, signal) => (key.kind === "image" ? getImage(studyId, key, signal) : getMask(key, signal));
}

// The document can only say "binary", which its types call a string.
type Body = ArrayBuffer | undefined;
type ImageKey = Extract<SliceKey, { kind: "image" }>;
type MaskKey = Exclude<SliceKey, ImageKey>;

async function getImage(studyId: number, { channel, axis, index }: ImageKey, signal: AbortSignal): Promise<Slice> {
  const { data, response } = await api.GET("/api/studies/{study_id}/images/{channel}/{axis}/{index}.png", {
    params: { path: { study_id: studyId, channel, axis, index }, query: { depth: "16" } },
    parseAs: "arrayBuffer",
    signal,
  });
  return toSlice(data, parseScale(response.headers.get("X-Value-Scale")));
}

async function getMask({ kind, segmentationId, axis, index }: MaskKey, signal: AbortSignal): Promise<Slice> {
  // How strongly it is laid over the image is decided where it is painted.
  const query = kind === "uncertainty" ? { render: kind, alpha: 1 } : {};
  const { data } = await api.GET("/api/segmentations/{segmentation_id}/{axis}/{index}.png", {
    params: { path: { segmentation_id: segmentationId, axis, index }, query },
    parseAs: "arrayBuffer",
    signal,
  });
  return toSlice(data, { slope: 1, intercept: 0 });
}

async function toSlice(data: Body, scale: ValueScale): Promise<Slice> {
  const { width, height, pixels } = await decodePng(new Uint8Array(data ?? new ArrayBuffer(0)));
  return { rows: height, columns: width, pixels, ...scale };
}
