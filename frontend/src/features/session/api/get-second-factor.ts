import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function getSecondFactor() {
  return dataOf(api.GET("/api/session/second-factor"));
}

export const secondFactorQuery = queryOptions({ queryKey: queryKeys.secondFactor, queryFn: getSecondFactor });
