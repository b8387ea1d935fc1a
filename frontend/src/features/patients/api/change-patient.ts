import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Sex } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export interface PatientChange {
  id: number;
  name: string;
  mrn: string;
  birth_date: string | null;
  sex: Sex;
}

export function changePatient({ id, ...body }: PatientChange) {
  return dataOf(api.PATCH("/api/patients/{patient_id}", { params: { path: { patient_id: id } }, body }));
}

export function useChangePatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changePatient,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.patients });
      await client.invalidateQueries({ queryKey: queryKeys.studies });
    },
  });
}
