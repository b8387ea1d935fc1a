import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Job } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export function cancelJob(id: number) {
  return dataOf(api.DELETE("/api/jobs/{job_id}", { params: { path: { job_id: id } } }));
}

export function useCancelJob(job: Job) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => cancelJob(job.id),
    // The job may have ended meanwhile: what counts is what the server says now.
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.job(job.id) });
      await client.invalidateQueries({ queryKey: queryKeys.study(job.study_id) });
    },
  });
}
