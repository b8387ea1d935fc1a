import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

import type { AuditQuery } from "../filter";

const PER_PAGE = 50;

export function searchEvents(query: AuditQuery, page: number) {
  return dataOf(api.GET("/api/audit", { params: { query: { ...query, page, per_page: PER_PAGE } } }));
}

export function eventsQuery(query: AuditQuery, page: number) {
  return queryOptions({
    queryKey: queryKeys.auditSearch(JSON.stringify(query), page),
    queryFn: () => searchEvents(query, page),
    placeholderData: keepPreviousData,
  });
}
