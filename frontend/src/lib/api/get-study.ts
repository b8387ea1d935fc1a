import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function getStudy(id: number) {
  return dataOf(api.GET("/api/studies/{study_id}", { params: { path: { study_id: id } } }));
}

export function studyQuery(id: number) {
  return queryOptions({ queryKey: queryKeys.study(id), queryFn: () => getStudy(id) });
}
