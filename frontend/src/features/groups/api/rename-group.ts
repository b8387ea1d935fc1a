import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function renameGroup({ id, name }: { id: number; name: string }) {
  return dataOf(api.PATCH("/api/groups/{group_id}", { params: { path: { group_id: id } }, body: { name } }));
}

export function useRenameGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: renameGroup,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.groups });
      // They say whose they are.
      await client.invalidateQueries({ queryKey: queryKeys.studies });
      await client.invalidateQueries({ queryKey: queryKeys.patients });
    },
  });
}
