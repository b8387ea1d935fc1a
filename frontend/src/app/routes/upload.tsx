import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";

import { Page } from "@/components/page";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { TaskChoice } from "@/features/upload/components/task-choice";
import { UntrainedTasks } from "@/features/upload/components/untrained-tasks";
import { UploadPanel } from "@/features/upload/components/upload-panel";
import { patientQuery } from "@/lib/api/get-patient";
import { useAccount } from "@/lib/api/get-session";
import { useTasks } from "@/lib/api/get-tasks";
import { mayEdit } from "@/lib/roles";

export function UploadRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const patientId = Number(params.get("patient"));
  const tasks = useTasks();
  const patient = useQuery({ ...patientQuery(patientId), enabled: patientId > 0 });
  const editable = mayEdit(useAccount().role);
  const offered = tasks.data?.filter(({ served }) => served) ?? [];
  const task = offered.find(({ id }) => id === params.get("task")) ?? offered[0];
  const chooseTask = (id: string) =>
    setParams((before) => new URLSearchParams([...[...before].filter(([name]) => name !== "task"), ["task", id]]), { replace: true });
  const untrained = tasks.data?.filter(({ served }) => !served) ?? [];

  if (!editable) return <Navigate to={paths.start} replace />;
  return (
    <Page title={t("upload.title")}>
      <ErrorAlert error={tasks.error} onRetry={() => void tasks.refetch()} />
      {task !== undefined && offered.length > 1 && <TaskChoice tasks={offered} chosen={task} onChoose={chooseTask} />}
      {task === undefined || patient.isLoading ? (
        tasks.isPending && <Spinner />
      ) : (
        <UploadPanel
          key={`${task.id}/${patientId}`}
          task={task}
          patient={patient.data ?? null}
          onAccepted={({ study }) => void navigate(paths.study(study.id))}
        />
      )}
      {untrained.length > 0 && <UntrainedTasks tasks={untrained} />}
    </Page>
  );
}
