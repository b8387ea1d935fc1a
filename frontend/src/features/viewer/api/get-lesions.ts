import { useQuery } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** Ask for the lesions of a mask with their diameters; a mask never changes, so it is asked once. */
export function useLesions(segmentationId: number | null) {
  const id = segmentationId ?? 0;
  return useQuery({
    queryKey: queryKeys.lesions(id),
    queryFn: () => dataOf(api.GET("/api/segmentations/{segmentation_id}/lesions", { params: { path: { segmentation_id: id } } })),
    enabled: segmentationId !== null,
    staleTime: Infinity,
  });
}
