import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, dataOf } from "@/lib/api-client";
import type { Preferences, Session } from "@/lib/api-types";
import { setCsrfToken } from "@/lib/http/csrf";
import { ApiError } from "@/lib/http/problem";
import { changed, unconfirmed } from "@/lib/preferences";
import { queryKeys } from "@/lib/query-keys";

/** Ask who is signed in; nobody is null, not an error. */
export async function getSession(): Promise<Session | null> {
  try {
    const session = await dataOf(api.GET("/api/session"));
    setCsrfToken(session.csrf_token);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      setCsrfToken(null);
      return null;
    }
    throw error;
  }
}

export const sessionQuery = queryOptions({ queryKey: queryKeys.session, queryFn: getSession, staleTime: Infinity });

/** Give the signed-in account; only for pages behind the sign-in gate. */
export function useAccount(): Session["account"] {
  const { data } = useSuspenseQuery(sessionQuery);
  // Between the end of a session and the sign-in page there is one render without an account.
  return data?.account ?? { id: 0, name: "", role: "viewer" };
}

const NOTHING_CHOSEN: Preferences = { convention: null, palette: null, panels: {} };

/**
 * Give what the signed-in account has chosen, in whichever browser.
 *
 * It comes with the session, so that nothing is painted before in another way. What this browser keeps is a choice that
 * the server has not confirmed yet, and newer.
 */
export function usePreferences(): Preferences {
  const { data } = useSuspenseQuery(sessionQuery);
  return useMemo(() => (data ? changed(data.preferences, unconfirmed(data.account.id)) : NOTHING_CHOSEN), [data]);
}
