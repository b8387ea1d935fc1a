import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, useLocation } from "react-router";

import { paths } from "@/config/paths";
import { sessionQuery } from "@/lib/api/get-session";
import { setCsrfToken } from "@/lib/http/csrf";
import { onUnauthorized } from "@/lib/http/unauthorized";
import { queryKeys } from "@/lib/query-keys";

import { Layout } from "./layout";

/** Lets signed-in people in; sends the others to the sign-in page, and back here after. */
export function Gate() {
  const client = useQueryClient();
  const location = useLocation();
  const { data: session } = useSuspenseQuery(sessionQuery);

  useEffect(
    () =>
      onUnauthorized(() => {
        setCsrfToken(null);
        client.setQueryData(queryKeys.session, null);
      }),
    [client],
  );

  if (session === null) {
    return <Navigate to={paths.signIn} replace state={{ from: location.pathname + location.search }} />;
  }
  return <Layout />;
}
