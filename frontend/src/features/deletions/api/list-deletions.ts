import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function listDeletions(page: number) {
  return dataOf(api.GET("/api/deletions", { params: { query: { page } } }));
}

export function deletionsQuery(page: number) {
  return queryOptions({ queryKey: queryKeys.deletions(page), queryFn: () => listDeletions(page) });
}
