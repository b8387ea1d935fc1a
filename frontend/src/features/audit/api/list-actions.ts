import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function listActions() {
  return (await dataOf(api.GET("/api/audit/actions"))).items;
}

/** Everything that is recorded; its names are in the language of the pages. */
export function actionsQuery(language: string) {
  return queryOptions({ queryKey: queryKeys.auditActions(language), queryFn: listActions, staleTime: Infinity });
}
