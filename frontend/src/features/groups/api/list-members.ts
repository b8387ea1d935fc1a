import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

// The largest page.
const EVERY = 100;

export async function listMembers(groupId: number) {
  const path = { group_id: groupId };
  return (await dataOf(api.GET("/api/groups/{group_id}/accounts", { params: { path, query: { per_page: EVERY } } }))).items;
}

export function membersQuery(groupId: number) {
  return queryOptions({ queryKey: queryKeys.members(groupId), queryFn: () => listMembers(groupId) });
}
