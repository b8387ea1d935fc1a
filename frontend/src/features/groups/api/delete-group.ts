import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function deleteGroup(id: number): Promise<void> {
  await api.DELETE("/api/groups/{group_id}", { params: { path: { group_id: id } } });
}

export function useDeleteGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteGroup,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.groups }),
  });
}
