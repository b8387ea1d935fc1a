import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function endSessions(accountId: number): Promise<void> {
  await api.DELETE("/api/accounts/{account_id}/sessions", { params: { path: { account_id: accountId } } });
}

export function useEndSessions(accountId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => endSessions(accountId),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions(accountId) }),
  });
}
