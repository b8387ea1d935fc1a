import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { setCsrfToken } from "@/lib/http/csrf";
import { ApiError } from "@/lib/http/problem";
import { queryKeys } from "@/lib/query-keys";

/** End the session; one that has ended by itself is no error. */
export async function signOut(): Promise<void> {
  try {
    await api.DELETE("/api/session");
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => leave(client),
  });
}

/** Forget who was signed in, and what they saw. */
export function leave(client: QueryClient): void {
  setCsrfToken(null);
  // The pages watch this query: it is told, not removed, or they would not notice.
  client.setQueryData(queryKeys.session, null);
  // Nothing of the last reader's patients stays in memory.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session[0] });
}
