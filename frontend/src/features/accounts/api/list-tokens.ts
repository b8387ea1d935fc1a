import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

// The largest page; nobody has more.
const EVERY = 100;

export async function listTokens(accountId: number) {
  const path = { account_id: accountId };
  const query = { per_page: EVERY };
  return (await dataOf(api.GET("/api/accounts/{account_id}/tokens", { params: { path, query } }))).items;
}

export function tokensQuery(accountId: number) {
  return queryOptions({ queryKey: queryKeys.tokens(accountId), queryFn: () => listTokens(accountId) });
}
