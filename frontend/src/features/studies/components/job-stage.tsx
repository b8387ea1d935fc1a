import { useTranslation } from "react-i18next";

import type { Job } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import styles from "./result-panel.module.css";

/** What a job is doing, and how far it is. */
export function JobStage({ job }: { job: Job }) {
  const locale = useLocale();
  const stage = useStageName()(job);
  return (
    <div className={styles.stage}>
      <span data-testid="job-stage" aria-live="polite">
        {stage}
      </span>
      {job.state === "running" && <span>{formatPercent(job.progress, locale)}</span>}
    </div>
  );
}

/** Give the words for what a job is doing; a stage without words of its own is shown as it is. */
function useStageName(): (job: Job) => string {
  const { t } = useTranslation();
  const words: Record<string, string> = {
    loading: t("stage.loading"),
    reading: t("stage.reading"),
    preprocessing: t("stage.preprocessing"),
    segmenting: t("stage.segmenting"),
    restoring: t("stage.restoring"),
    storing: t("stage.storing"),
  };
  return ({ state, stage }) => {
    if (state === "queued") return t("stage.queued");
    return stage === null ? t("stage.starting") : (words[stage] ?? stage);
  };
}
