import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Role } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

interface TokenRequest {
  name: string;
  role: Role;
  expires_in_days: number;
}

export function issueToken(accountId: number, body: TokenRequest) {
  const path = { account_id: accountId };
  return dataOf(api.POST("/api/accounts/{account_id}/tokens", { params: { path }, body }));
}

export function useIssueToken(accountId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TokenRequest) => issueToken(accountId, body),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens(accountId) }),
  });
}
