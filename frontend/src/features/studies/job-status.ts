import type { JobState, StudyStatus } from "@/lib/api-types";

/** Say a job's state in the words for a study. */
export function statusOf(state: JobState): StudyStatus {
  return state === "succeeded" ? "ready" : state;
}
