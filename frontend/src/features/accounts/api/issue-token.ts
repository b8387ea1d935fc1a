import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function issueToken(accountId: number, name: string) {
  const path = { account_id: accountId };
  return dataOf(api.POST("/api/accounts/{account_id}/tokens", { params: { path }, body: { name } }));
}

export function useIssueToken(accountId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => issueToken(accountId, name),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens(accountId) }),
  });
}
