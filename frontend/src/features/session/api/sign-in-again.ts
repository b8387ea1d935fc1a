import { useMutation, useQueryClient } from "@tanstack/react-query";

import { setCsrfToken } from "@/lib/http/csrf";
import { queryKeys } from "@/lib/query-keys";

import { signIn } from "./sign-in";

/** Go on with a page whose session has ended: the same reader, so what is in memory stays. */
export function useSignInAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      setCsrfToken(session.csrf_token);
      client.setQueryData(queryKeys.session, session);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session[0] });
    },
  });
}
