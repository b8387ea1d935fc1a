import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";

import { Alert } from "@/components/ui/alert";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";

import { finishProviderSignIn } from "../api/finish-provider-sign-in";
import { enter } from "../api/sign-in";
import { takeReturnPath } from "../return-path";
import { EntranceFrame } from "./entrance";

/** Where the provider sends the browser back to. */
export function ProviderReturn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [error, setError] = useState<Error | null>(null);
  const brought = useRef(false);
  const code = parameters.get("code");
  const state = parameters.get("state");
  const refused = code === null || state === null;

  useEffect(() => {
    // A code is good for one time, and an effect may run twice.
    if (code === null || state === null || brought.current) return;
    brought.current = true;
    finishProviderSignIn({ code, state }).then(
      (session) => {
        enter(client, session);
        // The code does not stay in the browser's history.
        void navigate(takeReturnPath() ?? paths.start, { replace: true });
      },
      (failed: Error) => setError(failed),
    );
  }, [client, code, navigate, state]);

  return (
    <EntranceFrame title={t("signIn.title")}>
      <h1>{t("signIn.title")}</h1>
      {refused && <Alert tone="bad">{t("signIn.providerRefused")}</Alert>}
      <ErrorAlert error={error} />
      {!refused && error === null && <Spinner />}
      {(refused || error !== null) && (
        <Link to={paths.signIn} replace>
          {t("signIn.backToSignIn")}
        </Link>
      )}
    </EntranceFrame>
  );
}
