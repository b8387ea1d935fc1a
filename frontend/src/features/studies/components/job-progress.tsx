import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Job } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { useCancelJob } from "../api/cancel-job";
import styles from "./result-panel.module.css";

interface JobProgressProps {
  job: Job;
  cancellable: boolean;
}

export function JobProgress({ job, cancellable }: JobProgressProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const cancel = useCancelJob(job);
  const stage = useStageName()(job);
  return (
    <>
      <div className={styles.stage}>
        <span data-testid="job-stage" aria-live="polite">
          {stage}
        </span>
        {job.state === "running" && <span>{formatPercent(job.progress, locale)}</span>}
      </div>
      <ProgressBar value={job.progress} label={t("result.progress")} />
      {cancellable && (
        <div className={styles.row}>
          <Button small disabled={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
            {cancel.isSuccess ? t("result.cancelling") : t("result.cancel")}
          </Button>
        </div>
      )}
      <ErrorAlert error={cancel.error} />
    </>
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
    saving: t("stage.saving"),
  };
  return ({ state, stage }) => {
    if (state === "queued") return t("stage.queued");
    return stage === null ? t("stage.starting") : (words[stage] ?? stage);
  };
}
