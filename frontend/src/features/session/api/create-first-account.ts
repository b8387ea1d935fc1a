import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import { setCsrfToken } from "@/lib/http/csrf";
import { queryKeys } from "@/lib/query-keys";

export function createFirstAccount(body: { code: string; name: string; password: string }) {
  return dataOf(api.POST("/api/first-run", { body }));
}

export function useCreateFirstAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createFirstAccount,
    onSuccess: (session) => {
      setCsrfToken(session.csrf_token);
      client.setQueryData(queryKeys.firstRun, { needed: false });
      client.setQueryData(queryKeys.session, session);
    },
  });
}
