import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function endSession(id: number): Promise<void> {
  await api.DELETE("/api/sessions/{session_id}", { params: { path: { session_id: id } } });
}

export function useEndSession(accountId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endSession,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions(accountId) }),
  });
}
