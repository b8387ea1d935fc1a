import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import type { Channel, Task } from "@/lib/api-types";
import { useMissingWords } from "@/lib/use-missing-words";

import styles from "./upload.module.css";

interface MissingAlertProps {
  task: Task;
  channels: readonly Channel[];
}

/** Say before anything is sent what the study will lack, and what that means. */
export function MissingAlert({ task, channels }: MissingAlertProps) {
  const { t } = useTranslation();
  const words = useMissingWords(task);
  return (
    <Alert tone="warn">
      <ul className={styles.missing} aria-label={t("upload.missingTitle")}>
        {channels.map(({ id }) => (
          <li key={id}>{words(id)}</li>
        ))}
      </ul>
      <p className={styles.hint}>{t("upload.missingHint")}</p>
    </Alert>
  );
}
