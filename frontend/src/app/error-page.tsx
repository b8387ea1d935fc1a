import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";

/** What is shown when a page itself broke. */
export function ErrorPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Page title={t("errors.title")}>
      <ErrorAlert error={error instanceof Error ? error : new Error(String(error))} />
      <div>
        <Button onClick={() => window.location.reload()}>{t("errors.reload")}</Button>
      </div>
    </Page>
  );
}
