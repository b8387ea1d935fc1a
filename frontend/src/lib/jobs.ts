import type { JobState } from "@/lib/api-types";

/** Whether a job is still under way. */
export function isActive(state: JobState): boolean {
  return state === "queued" || state === "running";
}
