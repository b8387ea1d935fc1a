import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { api, dataOf } from "@/lib/api-client";
import type { Task } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { useChannelName } from "@/lib/use-channel-name";
import { useRegionName } from "@/lib/use-region-name";

export async function getTasks(): Promise<Task[]> {
  return (await dataOf(api.GET("/api/tasks"))).items;
}

export const tasksQuery = queryOptions({ queryKey: queryKeys.tasks, queryFn: getTasks, staleTime: Infinity });

/** Ask for the task cards, whose channels and regions are called as the reader calls them. */
export function useTasks() {
  const channelName = useChannelName();
  const regionName = useRegionName();
  const inWords = useCallback(
    (tasks: Task[]) =>
      tasks.map((task) => ({
        ...task,
        channels: task.channels.map((channel) => ({ ...channel, name: channelName(channel) })),
        regions: task.regions.map((region) => ({ ...region, name: regionName(region) })),
      })),
    [channelName, regionName],
  );
  return useQuery({ ...tasksQuery, select: inWords });
}

/** Give the card of one task, once it is known. */
export function useTask(id: string | undefined): Task | undefined {
  return useTasks().data?.find((task) => task.id === id);
}
