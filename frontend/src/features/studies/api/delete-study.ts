import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { noteDeletion } from "@/lib/last-deletion";
import { queryKeys } from "@/lib/query-keys";

export async function deleteStudy(id: number): Promise<void> {
  await api.DELETE("/api/studies/{study_id}", { params: { path: { study_id: id } } });
}

export function useDeleteStudy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteStudy,
    onSuccess: async (_, id) => {
      noteDeletion({ kind: "study", id });
      client.removeQueries({ queryKey: queryKeys.study(id) });
      await client.invalidateQueries({ queryKey: queryKeys.studies });
      await client.invalidateQueries({ queryKey: queryKeys.patients });
    },
  });
}
