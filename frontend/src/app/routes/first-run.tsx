import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Navigate } from "react-router";

import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { firstRunQuery } from "@/features/session/api/get-first-run";
import { FirstRunForm } from "@/features/session/components/first-run-form";
import { sessionQuery } from "@/lib/api/get-session";

export function FirstRunRoute() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const firstRun = useQuery(firstRunQuery);
  if (session !== null) return <Navigate to={paths.start} replace />;
  if (firstRun.isPending) return <Spinner />;
  if (firstRun.data?.needed === false) return <Navigate to={paths.signIn} replace />;
  return <FirstRunForm />;
}
