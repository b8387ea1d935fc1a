import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function revokeToken(id: number): Promise<void> {
  await api.DELETE("/api/tokens/{token_id}", { params: { path: { token_id: id } } });
}

export function useRevokeToken(accountId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: revokeToken,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tokens(accountId) }),
  });
}
