import { useEffect, useState } from "react";

import type { Segmentation, Study } from "@/lib/api-types";

import { makeFetchSlice } from "../api/get-slice";
import { toTriple } from "../geometry/axes";
import { PngSliceSource } from "./png-slice-source";
import type { SliceSource } from "./slice-source";

interface Shown {
  study: Study;
  segmentation: Segmentation | null;
  channel: string;
}

/** Give the one source of a study's slices, for as long as its viewer is there. */
export function useSliceSource({ study }: Shown): SliceSource {
  const [source] = useState(
    () => new PngSliceSource({ shape: toTriple(study.shape), fetchSlice: makeFetchSlice(study.id) }),
  );
  useEffect(() => () => source.close(), [source]);
  return source;
}
