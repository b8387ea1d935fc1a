import { useQuery } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { decodePng } from "@/lib/png/decode-png";
import { queryKeys } from "@/lib/query-keys";

import { readScale, type UncertaintyScale } from "../slices/uncertainty-scale";

/** Ask what the colours of an uncertainty stand for; null until that is known. */
export function useUncertaintyScale({ wanted }: { wanted: boolean }): UncertaintyScale | null {
  const { data } = useQuery({ queryKey: queryKeys.uncertaintyScale, queryFn: getScale, enabled: wanted, staleTime: Infinity });
  return data ?? null;
}

async function getScale(): Promise<UncertaintyScale> {
  // The document can only say "binary", which its types call a string.
  const png: ArrayBuffer = await dataOf(api.GET("/api/segmentations/uncertainty-scale.png", { parseAs: "arrayBuffer" }));
  const { pixels } = await decodePng(new Uint8Array(png));
  return readScale(pixels);
}
