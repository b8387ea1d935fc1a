import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

// The largest page; whoever is signed in more often sees those used last.
const EVERY = 100;

export async function listSessions(accountId: number) {
  const path = { account_id: accountId };
  const query = { per_page: EVERY };
  return (await dataOf(api.GET("/api/accounts/{account_id}/sessions", { params: { path, query } }))).items;
}

export function sessionsQuery(accountId: number) {
  return queryOptions({ queryKey: queryKeys.sessions(accountId), queryFn: () => listSessions(accountId) });
}
