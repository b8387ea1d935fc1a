import { useTranslation } from "react-i18next";

import { ApiError, NetworkError } from "@/lib/http/problem";

import { Alert } from "./alert";
import { Button } from "./button";

interface ErrorAlertProps {
  error: Error | null;
  /** Fields that show what is said about them themselves. */
  fields?: readonly string[];
  onRetry?: () => void;
}

/** Say what went wrong in words; nothing went wrong shows nothing. */
export function ErrorAlert({ error, fields = [], onRetry }: ErrorAlertProps) {
  const { t } = useTranslation();
  if (error === null || isSaidBeside(error, fields)) return null;
  const retry = onRetry && (
    <Button small onClick={onRetry}>
      {t("common.tryAgain")}
    </Button>
  );
  return (
    <Alert tone="bad" action={retry}>
      <ErrorText error={error} />
    </Alert>
  );
}

/** Whether all of an error stands beside the fields it is about. */
function isSaidBeside(error: Error, fields: readonly string[]): boolean {
  if (!(error instanceof ApiError) || error.fieldErrors.length === 0) return false;
  return error.fieldErrors.every(({ field }) => fields.includes(field));
}

export function ErrorText({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (error instanceof NetworkError) return t("errors.network");
  if (error instanceof ApiError && error.status === 404) return t("errors.notFound");
  if (error instanceof ApiError && error.status < 500) return error.message;
  return t("errors.server");
}
