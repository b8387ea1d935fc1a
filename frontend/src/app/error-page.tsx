import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useRouteError } from "react-router";

import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { onAnswer } from "@/lib/http/silence";

/** What is shown when a page itself broke. */
export function ErrorPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const navigate = useNavigate();
  const location = useLocation();
  // Going where we are shows the page anew.
  useEffect(() => onAnswer(() => void navigate(location, { replace: true, state: location.state as unknown })), [navigate, location]);
  return (
    <main>
      <Page title={t("errors.title")}>
        <ErrorAlert error={error instanceof Error ? error : new Error(String(error))} />
        <div>
          <Button onClick={() => window.location.reload()}>{t("errors.reload")}</Button>
        </div>
      </Page>
    </main>
  );
}
