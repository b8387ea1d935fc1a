import { useTranslation } from "react-i18next";

import { WarningIcon } from "@/components/ui/warning-icon";
import type { Segmentation, Study, Task } from "@/lib/api-types";
import { useMissingWords } from "@/lib/use-missing-words";

import styles from "./findings-banner.module.css";

interface FindingsBannerProps {
  study: Study;
  task: Task;
  segmentation: Segmentation | null;
}

/** What is to be known before the result is trusted; nothing to know shows nothing. */
export function FindingsBanner({ study, task, segmentation }: FindingsBannerProps) {
  const { t } = useTranslation();
  const missing = useMissingWords(task);
  // That a channel is missing is a fact of the study; the mask's own finding says the same once more.
  const findings = segmentation?.findings.filter(({ code }) => code !== "missing-channel") ?? [];
  const messages = [...study.warnings.map(({ channel }) => missing(channel)), ...findings.map(({ message }) => message)];
  if (messages.length === 0) return null;
  return (
    <section className={styles.banner} role="status" aria-label={t("findings.title")} data-testid="findings">
      <WarningIcon />
      <strong>{segmentation === null ? t("findings.notice") : t("findings.check")}</strong>
      <ul>
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </section>
  );
}
