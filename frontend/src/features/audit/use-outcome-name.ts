import { useTranslation } from "react-i18next";

import type { AuditEvent } from "@/lib/api-types";

export const OUTCOMES = ["done", "refused", "failed", "begun"] as const;

/** Give the word for how something went. */
export function useOutcomeName(): (outcome: AuditEvent["outcome"]) => string {
  const { t } = useTranslation();
  return (outcome) =>
    ({ done: t("audit.done"), refused: t("audit.refused"), failed: t("audit.failed"), begun: t("audit.begun") })[outcome];
}
