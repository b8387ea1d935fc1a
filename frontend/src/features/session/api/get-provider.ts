import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function getProvider() {
  return dataOf(api.GET("/api/session/provider"));
}

/** Ask by whom one can sign in besides a password; it changes only when the server starts anew. */
export const providerQuery = queryOptions({ queryKey: queryKeys.provider, queryFn: getProvider, staleTime: Infinity });
