import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";

import { paths } from "@/config/paths";
import { SecondFactorFirst } from "@/features/session/components/second-factor-first";
import { SignInAgain } from "@/features/session/components/sign-in-again";
import { useUnconfirmedPreferences } from "@/lib/api/change-preferences";
import { sessionQuery } from "@/lib/api/get-session";
import { setCsrfToken } from "@/lib/http/csrf";
import { onUnauthorized } from "@/lib/http/unauthorized";
import { queryKeys } from "@/lib/query-keys";

import styles from "./gate.module.css";
import { Layout } from "./layout";

/** Lets signed-in people in; sends the others to the sign-in page, and back here after. */
export function Gate() {
  const client = useQueryClient();
  const location = useLocation();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [expired, setExpired] = useState(false);

  useUnconfirmedPreferences();
  useEffect(
    () =>
      onUnauthorized(() => {
        setCsrfToken(null);
        setExpired(true);
      }),
    [],
  );

  if (session === null) {
    const from = location.pathname + location.search + location.hash;
    return <Navigate to={paths.signIn} replace state={{ from }} />;
  }
  if (session.second_factor_missing) return <SecondFactorFirst />;
  const leave = () => {
    client.setQueryData(queryKeys.session, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session[0] });
  };
  // The page stays as it was, slice and half-filled form, but nobody sees it before its reader is back.
  return (
    <>
      <div className={expired ? styles.hidden : styles.page}>
        <Layout />
      </div>
      {expired && <SignInAgain account={session.account} onSignedIn={() => setExpired(false)} onLeave={leave} />}
    </>
  );
}
