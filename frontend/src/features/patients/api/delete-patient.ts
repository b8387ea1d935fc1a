import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { noteDeletion } from "@/lib/last-deletion";
import { queryKeys } from "@/lib/query-keys";

export async function deletePatient(id: number): Promise<void> {
  await api.DELETE("/api/patients/{patient_id}", { params: { path: { patient_id: id } } });
}

export function useDeletePatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deletePatient,
    onSuccess: async (_, id) => {
      noteDeletion({ kind: "patient", id });
      client.removeQueries({ queryKey: queryKeys.patient(id) });
      await client.invalidateQueries({ queryKey: queryKeys.patients });
      await client.invalidateQueries({ queryKey: queryKeys.studies });
    },
  });
}
