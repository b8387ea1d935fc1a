import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function getFirstRun() {
  return dataOf(api.GET("/api/first-run"));
}

export const firstRunQuery = queryOptions({ queryKey: queryKeys.firstRun, queryFn: getFirstRun });
