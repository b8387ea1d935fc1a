import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import type { Job, Study } from "@/lib/api-types";
import { isActive } from "@/lib/jobs";
import { queryKeys } from "@/lib/query-keys";

import { jobQuery } from "./api/get-job";

/** Follow a study's newest job; when it ends, the study is asked for again, so that its mask appears. */
export function useStudyJob(study: Study): Job | null {
  const client = useQueryClient();
  const newest = study.job;
  const followed = useQuery(jobQuery(newest));
  const job = newest !== null && followed.data?.id === newest.id ? followed.data : newest;
  const ended = newest !== null && job !== null && isActive(newest.state) && !isActive(job.state);

  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: queryKeys.studies });
  }, [ended, client]);
  return job;
}
