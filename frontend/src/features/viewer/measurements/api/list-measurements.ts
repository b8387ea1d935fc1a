import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Measurement } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

// How long a colleague's work may stay unseen.
const REFRESH_MS = 15_000;

export async function listMeasurements(studyId: number): Promise<Measurement[]> {
  const page = await dataOf(api.GET("/api/studies/{study_id}/measurements", { params: { path: { study_id: studyId } } }));
  return page.items;
}

/** Ask what was measured in a study, again and again while the page is looked at. */
export function measurementsQuery(studyId: number) {
  return queryOptions({
    queryKey: queryKeys.measurements(studyId),
    queryFn: () => listMeasurements(studyId),
    refetchInterval: REFRESH_MS,
  });
}
