import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Session } from "@/lib/api-types";
import { setCsrfToken } from "@/lib/http/csrf";
import { queryKeys } from "@/lib/query-keys";

export function signIn(body: { name: string; password: string; code?: string }) {
  return dataOf(api.POST("/api/session", { body }));
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signIn, onSuccess: (session) => enter(client, session) });
}

/** Remember who is signed in by now. */
export function enter(client: QueryClient, session: Session): void {
  setCsrfToken(session.csrf_token);
  // What the last reader was shown may not be for this one.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session[0] });
  client.setQueryData(queryKeys.session, session);
}
