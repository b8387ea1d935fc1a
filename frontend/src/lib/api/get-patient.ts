import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function getPatient(id: number) {
  return dataOf(api.GET("/api/patients/{patient_id}", { params: { path: { patient_id: id } } }));
}

export function patientQuery(id: number) {
  return queryOptions({ queryKey: queryKeys.patient(id), queryFn: () => getPatient(id) });
}
