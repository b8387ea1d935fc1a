import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";

import { api, dataOf } from "@/lib/api-client";
import type { PreferencesChange, Session } from "@/lib/api-types";
import { changed, confirm, isNothing, keepUnconfirmed, unconfirmed } from "@/lib/preferences";
import { queryKeys } from "@/lib/query-keys";

import { useAccount } from "./get-session";

/**
 * Keep with the account how its owner looks at studies.
 *
 * A choice holds at once. This browser keeps it until the server has it, and one change follows the other, so that the
 * last one stays.
 */
export function useChangePreferences(): (change: PreferencesChange) => void {
  const client = useQueryClient();
  const { id } = useAccount();
  const { mutate } = useMutation({
    scope: { id: "preferences" },
    mutationFn: (body: PreferencesChange) => dataOf(api.PATCH("/api/session/preferences", { body })),
    onSuccess: (_, change) => confirm(id, change),
  });
  return useCallback(
    (change: PreferencesChange) => {
      client.setQueryData<Session | null>(
        queryKeys.session,
        (session) => session && { ...session, preferences: changed(session.preferences, change) },
      );
      keepUnconfirmed(id, change);
      mutate(change);
    },
    [client, id, mutate],
  );
}

/** Send what was chosen at an earlier visit, while the server could not be reached. */
export function useUnconfirmedPreferences(): void {
  const { id } = useAccount();
  const change = useChangePreferences();
  useEffect(() => {
    const left = unconfirmed(id);
    if (!isNothing(left)) change(left);
  }, [id, change]);
}
