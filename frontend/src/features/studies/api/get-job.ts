import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Job } from "@/lib/api-types";
import { isActive } from "@/lib/jobs";
import { queryKeys } from "@/lib/query-keys";

const POLL = 700;

export function getJob(id: number) {
  return dataOf(api.GET("/api/jobs/{job_id}", { params: { path: { job_id: id } } }));
}

/** Follow a job until it has ended; `known` is what the study said of it. */
export function jobQuery(known: Job | null) {
  const id = known?.id ?? 0;
  return queryOptions({
    queryKey: queryKeys.job(id),
    queryFn: () => getJob(id),
    enabled: known !== null && isActive(known.state),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data === undefined || isActive(state.data.state) ? POLL : false),
  });
}
