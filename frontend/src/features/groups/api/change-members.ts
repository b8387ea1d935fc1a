import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

interface MemberChange {
  accountId: number;
  inside: boolean;
}

/** Put an account into a group, or take it out. */
export async function changeMember(groupId: number, { accountId, inside }: MemberChange): Promise<void> {
  const params = { path: { group_id: groupId, account_id: accountId } };
  if (inside) await api.PUT("/api/groups/{group_id}/accounts/{account_id}", { params });
  else await api.DELETE("/api/groups/{group_id}/accounts/{account_id}", { params });
}

export function useChangeMembers(groupId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: MemberChange) => changeMember(groupId, change),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.members(groupId) }),
  });
}
