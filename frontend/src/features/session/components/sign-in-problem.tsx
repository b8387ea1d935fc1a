import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import { ErrorText } from "@/components/ui/error-alert";
import { ApiError, messagesOf } from "@/lib/http/problem";

/** Say why signing in did not work; what is said of the code stands beside its field. */
export function SignInProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (error === null || messagesOf(error)("code") !== undefined) return null;
  const wrong = error instanceof ApiError && error.status === 401;
  return <Alert tone="bad">{wrong ? t("signIn.wrong") : <ErrorText error={error} />}</Alert>;
}
