import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export interface StudyChange {
  id: number;
  study_date: string;
  description: string;
  /** Null for everyone; left out where it stays. */
  group_id?: number | null;
}

export function changeStudy({ id, ...body }: StudyChange) {
  return dataOf(api.PATCH("/api/studies/{study_id}", { params: { path: { study_id: id } }, body }));
}

export function useChangeStudy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeStudy,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.studies });
      await client.invalidateQueries({ queryKey: queryKeys.patients });
    },
  });
}
