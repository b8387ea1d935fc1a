import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function removeSecondFactor(accountId: number): Promise<void> {
  await api.DELETE("/api/accounts/{account_id}/second-factor", { params: { path: { account_id: accountId } } });
}

export function useRemoveSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: removeSecondFactor,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  });
}
