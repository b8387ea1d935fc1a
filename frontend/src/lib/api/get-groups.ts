import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Group } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

// The largest page; a hospital has fewer departments.
const EVERY = 100;

/** Ask which groups one may give a study to. */
export async function getGroups(): Promise<Group[]> {
  return (await dataOf(api.GET("/api/groups", { params: { query: { per_page: EVERY } } }))).items;
}

export const groupsQuery = queryOptions({ queryKey: queryKeys.groups, queryFn: getGroups });

/** Give the groups that one may give a study to; none until they are known. */
export function useGroups(): readonly Group[] {
  return useQuery(groupsQuery).data ?? [];
}
