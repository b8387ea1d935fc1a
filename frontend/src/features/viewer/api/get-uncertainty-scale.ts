import { useQuery } from "@tanstack/react-query";

import { queryKeys } from "@/lib/query-keys";

import { readScale, type UncertaintyScale } from "../slices/uncertainty-scale";
import { getUncertaintyColours } from "./get-uncertainty-colours";

/** Ask what the colours of an uncertainty stand for; null until that is known. */
export function useUncertaintyScale({ wanted }: { wanted: boolean }): UncertaintyScale | null {
  const { data } = useQuery({ queryKey: queryKeys.uncertaintyScale, queryFn: getScale, enabled: wanted, staleTime: Infinity });
  return data ?? null;
}

async function getScale(): Promise<UncertaintyScale> {
  return readScale(await getUncertaintyColours());
}
