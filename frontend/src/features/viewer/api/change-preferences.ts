import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Preferences, Session } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export type Convention = NonNullable<Preferences["convention"]>;

/** Keep with the account how its owner looks at studies; one change after the other, so that the last one stays. */
export function useChangePreferences({ onKept }: { onKept: (convention: Convention) => void }) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: "preferences" },
    mutationFn: (convention: Convention) => dataOf(api.PUT("/api/session/preferences", { body: { convention } })),
    onSuccess: (preferences, convention) => {
      onKept(convention);
      client.setQueryData<Session | null>(queryKeys.session, (session) => session && { ...session, preferences });
    },
  }).mutate;
}
