import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Study } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export function getStudy(id: number) {
  return dataOf(api.GET("/api/studies/{study_id}", { params: { path: { study_id: id } } }));
}

/** Ask for a study; what a list already said of it is shown meanwhile, so that the first slices start at once. */
export function useStudy(id: number) {
  const client = useQueryClient();
  return useQuery({
    queryKey: queryKeys.study(id),
    queryFn: () => getStudy(id),
    placeholderData: () => listedStudy(client, id),
  });
}

function listedStudy(client: QueryClient, id: number): Study | undefined {
  const lists = client.getQueriesData<{ items: Study[] }>({ queryKey: queryKeys.studySearches });
  return lists.flatMap(([, list]) => list?.items ?? []).find((study) => study.id === id);
}
