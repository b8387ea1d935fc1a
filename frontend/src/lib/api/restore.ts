import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import type { Deletion } from "@/lib/last-deletion";
import { noteDeletion } from "@/lib/last-deletion";

export async function restore({ kind, id }: Deletion): Promise<void> {
  if (kind === "study") await api.POST("/api/studies/{study_id}/restore", { params: { path: { study_id: id } } });
  else await api.POST("/api/patients/{patient_id}/restore", { params: { path: { patient_id: id } } });
}

/** Take a deletion back; whatever lists the record is asked for anew. */
export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: restore,
    onSuccess: async () => {
      noteDeletion(null);
      await client.invalidateQueries();
    },
  });
}
