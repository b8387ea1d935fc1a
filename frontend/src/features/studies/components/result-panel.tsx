import { useTranslation } from "react-i18next";

import { StatusChip } from "@/components/status-chip";
import { Button, DownloadButton } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Fold } from "@/components/ui/fold";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useAccount } from "@/lib/api/get-session";
import type { Job, Segmentation, Study } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { isActive } from "@/lib/jobs";
import { mayEdit } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";

import { useRunAgain } from "../api/run-again";
import { statusOf } from "../job-status";
import { CancelButton } from "./cancel-button";
import { JobStage } from "./job-stage";
import styles from "./result-panel.module.css";

interface ResultPanelProps {
  study: Study;
  /** Whether the study is a picture, whose mask is one too. */
  picture?: boolean;
  job: Job | null;
  segmentation: Segmentation | null;
}

/** What became of the segmentation: how far it is, why it failed, or who made the mask and when. */
export function ResultPanel({ study, picture = false, job, segmentation }: ResultPanelProps) {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const again = useRunAgain(study.id);
  const active = job !== null && isActive(job.state);

  return (
    <Fold
      name="result"
      title={t("result.title")}
      // Once all went well, the regions are what is looked at.
      open={false}
      held={job !== null && job.state !== "succeeded"}
      aside={active ? <JobStage job={job} /> : <StatusChip status={job === null ? study.status : statusOf(job.state)} />}
      testId="result-panel"
    >
      {active && <ProgressBar value={job.progress} label={t("result.progress")} />}
      {job?.state === "failed" && (
        <div className={styles.failed} role="alert">
          <strong>{t("result.failed")}</strong> {job.error}
        </div>
      )}
      {job?.state === "failed" && !editable && <p className={styles.soft}>{t("result.askToRunAgain")}</p>}
      {job?.state === "cancelled" && <p className={styles.soft}>{t("result.cancelled")}</p>}
      {segmentation !== null && <Provenance segmentation={segmentation} />}
      <ErrorAlert error={again.error} />
      <div className={styles.row}>
        {segmentation !== null && (
          <DownloadButton
            small
            href={picture ? `/api/segmentations/${segmentation.id}/axial/0.png` : `/api/segmentations/${segmentation.id}.nii.gz`}
            name={picture ? `study-${study.id}_segmentation-${segmentation.id}.png` : undefined}
          >
            {t("result.download")}
          </DownloadButton>
        )}
        {editable && active && <CancelButton job={job} />}
        {editable && !active && (
          <Button small variant={job?.state === "failed" ? "primary" : "plain"} disabled={again.isPending} onClick={() => again.mutate()}>
            {t("result.runAgain")}
          </Button>
        )}
      </div>
    </Fold>
  );
}

function Provenance({ segmentation }: { segmentation: Segmentation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { model, created_at: createdAt } = segmentation;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("result.model")}</dt>
        <dd title={model.sha256}>{model.name}</dd>
      </div>
      <div>
        <dt>{t("result.version")}</dt>
        <dd>{model.version}</dd>
      </div>
      <div>
        <dt>{t("result.time")}</dt>
        <dd>
          <time dateTime={createdAt}>{formatMoment(createdAt, locale)}</time>
        </dd>
      </div>
    </dl>
  );
}
