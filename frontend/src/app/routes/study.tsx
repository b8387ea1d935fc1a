import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { Page } from "@/components/page";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { FindingsBanner } from "@/features/studies/components/findings-banner";
import { OlderMaskLine } from "@/features/studies/components/older-mask-line";
import { PatientBanner } from "@/features/studies/components/patient-banner";
import { ResultPanel } from "@/features/studies/components/result-panel";
import { useStudyJob } from "@/features/studies/use-study-job";
import { Viewer } from "@/features/viewer/components/viewer";
import { useShownMask } from "@/features/viewer/state/use-shown-mask";
import { useStudy } from "@/lib/api/get-study";
import { useTasks } from "@/lib/api/get-tasks";
import type { Study, Task } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";
import { useTitle } from "@/lib/use-title";

import styles from "./study.module.css";

export function StudyRoute() {
  const { t } = useTranslation();
  const study = useStudy(Number(useParams().studyId));
  const tasks = useTasks();
  const task = tasks.data?.find(({ id }) => id === study.data?.task);
  const error = study.error ?? tasks.error;

  if (study.data !== undefined && task !== undefined) {
    return <StudyView key={study.data.id} study={study.data} task={task} />;
  }
  if (error === null) return <Spinner />;
  return (
    <Page title={t("study.title")}>
      <ErrorAlert
        error={error}
        onRetry={() => {
          void study.refetch();
          void tasks.refetch();
        }}
      />
    </Page>
  );
}

function StudyView({ study, task }: { study: Study; task: Task }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const job = useStudyJob(study);
  const { segmentation, older, showNewest } = useShownMask(study);
  // Tells open tabs apart without the patient's name, which would stay in the browser's history.
  useTitle(t("study.numbered", { number: study.id, day: formatDay(study.study_date, locale) }));
  return (
    <div className={styles.study}>
      <PatientBanner study={study} subject={task.subject} />
      <FindingsBanner study={study} task={task} segmentation={segmentation} />
      {older && segmentation !== null && <OlderMaskLine segmentation={segmentation} onNewest={showNewest} />}
      <Viewer
        study={study}
        task={task}
        segmentation={segmentation}
        result={<ResultPanel study={study} picture={task.pictures} job={job} segmentation={segmentation} />}
      />
    </div>
  );
}
