import { useQuery } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { MaskProfile } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

/** Ask where along each axis the regions of a mask lie; a mask never changes, so it is asked once. */
export function useMaskProfile(segmentationId: number | null): MaskProfile | null {
  const id = segmentationId ?? 0;
  const { data } = useQuery({
    queryKey: queryKeys.maskProfile(id),
    queryFn: () => dataOf(api.GET("/api/segmentations/{segmentation_id}/profile", { params: { path: { segmentation_id: id } } })),
    enabled: segmentationId !== null,
    staleTime: Infinity,
  });
  return data ?? null;
}
