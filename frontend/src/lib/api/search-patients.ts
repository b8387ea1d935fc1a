import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export const PATIENTS_PER_PAGE = 25;

export function searchPatients(q: string, page: number) {
  return dataOf(api.GET("/api/patients", { params: { query: { q, page, per_page: PATIENTS_PER_PAGE } } }));
}

export function patientSearchQuery(q: string, page = 1) {
  return queryOptions({
    queryKey: queryKeys.patientSearch(q, page),
    queryFn: () => searchPatients(q, page),
    placeholderData: keepPreviousData,
  });
}
