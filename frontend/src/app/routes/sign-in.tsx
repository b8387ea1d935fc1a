import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Navigate, useLocation } from "react-router";

import { paths } from "@/config/paths";
import { firstRunQuery } from "@/features/session/api/get-first-run";
import { SignInForm } from "@/features/session/components/sign-in-form";
import { sessionQuery } from "@/lib/api/get-session";

export function SignInRoute() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const firstRun = useQuery(firstRunQuery);
  const location = useLocation();
  if (session !== null) return <Navigate to={pageBefore(location.state)} replace />;
  if (firstRun.data?.needed) return <Navigate to={paths.firstRun} replace />;
  return <SignInForm />;
}

/** Give the page that asked for the sign-in. */
function pageBefore(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === "string" ? from : paths.start;
}
