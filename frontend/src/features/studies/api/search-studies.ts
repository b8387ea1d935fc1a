import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Study } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export const STUDIES_PER_PAGE = 25;
const WHILE_JOBS_RUN = 2_000;

export function searchStudies(q: string, page: number) {
  return dataOf(api.GET("/api/studies", { params: { query: { q, page, per_page: STUDIES_PER_PAGE } } }));
}

export function studySearchQuery(q: string, page = 1) {
  return queryOptions({
    queryKey: queryKeys.studySearch(q, page),
    queryFn: () => searchStudies(q, page),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (anyActive(state.data?.items) ? WHILE_JOBS_RUN : false),
  });
}

/** Whether a list will change on its own. */
export function anyActive(studies: readonly Study[] = []): boolean {
  return studies.some((study) => study.status === "queued" || study.status === "running");
}
