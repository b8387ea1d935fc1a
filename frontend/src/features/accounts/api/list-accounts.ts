import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

// An installation has a handful of accounts: the largest page holds them all.
const EVERY = 100;

export async function listAccounts() {
  return (await dataOf(api.GET("/api/accounts", { params: { query: { per_page: EVERY } } }))).items;
}

export const accountsQuery = queryOptions({ queryKey: queryKeys.accounts, queryFn: listAccounts });
