import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Task } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export async function getTasks(): Promise<Task[]> {
  return (await dataOf(api.GET("/api/tasks"))).items;
}

export const tasksQuery = queryOptions({ queryKey: queryKeys.tasks, queryFn: getTasks, staleTime: Infinity });

/** Give the card of one task, once it is known. */
export function useTask(id: string | undefined): Task | undefined {
  return useQuery(tasksQuery).data?.find((task) => task.id === id);
}
