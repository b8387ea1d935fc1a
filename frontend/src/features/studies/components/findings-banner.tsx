import { useTranslation } from "react-i18next";

import { WarningIcon } from "@/components/ui/warning-icon";
import type { Segmentation, Study, Task } from "@/lib/api-types";

import { useConcerns } from "../use-concerns";
import styles from "./findings-banner.module.css";

interface FindingsBannerProps {
  study: Study;
  task: Task;
  /** The mask that is shown; the newest unless told. */
  segmentation?: Segmentation | null;
}

/** What is to be known before the result is trusted; nothing to know shows nothing. */
export function FindingsBanner({ study, task, segmentation }: FindingsBannerProps) {
  const { t } = useTranslation();
  const concerns = useConcerns(study, task, segmentation);
  if (concerns.length === 0) return null;
  return (
    <section className={styles.banner} role="status" aria-label={t("findings.title")} data-testid="findings">
      <WarningIcon />
      <strong>{study.segmentations.length === 0 ? t("findings.notice") : t("findings.check")}</strong>
      <ul>
        {concerns.map((concern) => (
          <li key={concern}>{concern}</li>
        ))}
      </ul>
    </section>
  );
}
