import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function runAgain(studyId: number) {
  const path = { study_id: studyId };
  return dataOf(api.POST("/api/studies/{study_id}/segmentations", { params: { path } }));
}

export function useRunAgain(studyId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => runAgain(studyId),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.studies }),
  });
}
