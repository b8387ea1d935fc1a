import { api } from "@/lib/api-client";
import { decodeGreyPng } from "@/lib/png/decode-grey-png";

import type { FetchSlice } from "../slices/png-slice-source";
import type { Slice, SliceKey } from "../slices/slice-source";
import { parseScale, type ValueScale } from "../slices/value-scale";

/** Make the request for one slice of a study: its stored values, or its labels, exactly. */
export function makeFetchSlice(studyId: number): FetchSlice {
  return (key, signal) => (key.kind === "image" ? getImage(studyId, key, signal) : getLabels(key, signal));
}

// The document can only say "binary", which its types call a string.
type Body = ArrayBuffer | undefined;
type ImageKey = Extract<SliceKey, { kind: "image" }>;
type LabelsKey = Extract<SliceKey, { kind: "labels" }>;

async function getImage(studyId: number, { channel, axis, index }: ImageKey, signal: AbortSignal): Promise<Slice> {
  const { data, response } = await api.GET("/api/studies/{study_id}/images/{channel}/{axis}/{index}.png", {
    params: { path: { study_id: studyId, channel, axis, index }, query: { depth: "16" } },
    parseAs: "arrayBuffer",
    signal,
  });
  return toSlice(data, parseScale(response.headers.get("X-Value-Scale")));
}

async function getLabels({ segmentationId, axis, index }: LabelsKey, signal: AbortSignal): Promise<Slice> {
  const { data } = await api.GET("/api/segmentations/{segmentation_id}/{axis}/{index}.png", {
    params: { path: { segmentation_id: segmentationId, axis, index } },
    parseAs: "arrayBuffer",
    signal,
  });
  return toSlice(data, { slope: 1, intercept: 0 });
}

async function toSlice(data: Body, scale: ValueScale): Promise<Slice> {
  const { width, height, pixels } = await decodeGreyPng(new Uint8Array(data ?? new ArrayBuffer(0)));
  return { rows: height, columns: width, pixels, ...scale };
}
