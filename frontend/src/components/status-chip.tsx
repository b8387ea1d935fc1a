import { useTranslation } from "react-i18next";

import type { StudyStatus } from "@/lib/api-types";

import styles from "./status-chip.module.css";

export function StatusChip({ status }: { status: StudyStatus }) {
  const { t } = useTranslation();
  const words: Record<StudyStatus, string> = {
    queued: t("status.queued"),
    running: t("status.running"),
    ready: t("status.ready"),
    failed: t("status.failed"),
    cancelled: t("status.cancelled"),
  };
  return (
    <span className={`${styles.chip} ${styles[status]}`} data-testid="status">
      {words[status]}
    </span>
  );
}
