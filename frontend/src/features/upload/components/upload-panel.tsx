import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { GroupField } from "@/components/group-field";
import { Card } from "@/components/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { useGroups } from "@/lib/api/get-groups";
import { useAccount } from "@/lib/api/get-session";
import type { PatientIdentity, StudyAccepted, Task } from "@/lib/api-types";
import { formatList } from "@/lib/format";
import { usualGroup } from "@/lib/groups";
import { ApiError, messagesOf } from "@/lib/http/problem";
import { useLocale } from "@/lib/use-locale";

import { fileOf, NOTHING, type Assignment } from "../assignment";
import { changedFields, emptyForm, missingChannels, missingFields, visibleFields, type UploadForm } from "../upload-form";
import { useUpload } from "../use-upload";
import { FilesCard } from "./files-card";
import { MissingAlert } from "./missing-alert";
import { PatientCard } from "./patient-card";
import styles from "./upload.module.css";

interface UploadPanelProps {
  task: Task;
  patient: PatientIdentity | null;
  onAccepted: (accepted: StudyAccepted) => void;
}

/** Everything that makes a study: files, patient, date; sent in one go. */
export function UploadPanel({ task, patient, onAccepted }: UploadPanelProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const upload = useUpload(onAccepted);
  const [assignment, setAssignment] = useState<Assignment>(NOTHING);
  const [typed, setForm] = useState<UploadForm>(() => emptyForm(patient));
  const usual = usualGroup(useGroups(), useAccount().role);
  const form = { ...typed, groupId: typed.groupId ?? usual };
  const [missing, setMissing] = useState<readonly string[]>([]);
  // What was said about a field no longer holds once the field has changed.
  const [corrected, setCorrected] = useState<ReadonlySet<string>>(new Set());

  const correct = (fields: readonly string[]) => setCorrected(new Set([...corrected, ...fields]));
  const change = (part: Partial<UploadForm>) => {
    correct(changedFields(form, part));
    setForm({ ...typed, ...part });
  };
  const assignFiles = (next: Assignment) => {
    const changed = task.channels.filter(({ id }) => fileOf(next, id) !== fileOf(assignment, id));
    correct(["files", ...changed.map(({ id }) => id)]);
    setAssignment(next);
  };
  const errorFor = (field: string) => {
    if (corrected.has(field)) return undefined;
    if (missing.includes(field)) return field === "files" ? t(task.pictures ? "upload.chooseAPicture" : "upload.chooseOne") : t("upload.required");
    return messagesOf(upload.error)(field);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (upload.busy) return;
    const nowMissing = missingFields(form, assignment, task.channels);
    setMissing(nowMissing);
    setCorrected(new Set());
    upload.forget();
    if (nowMissing.length === 0) upload.start({ task, form, assignment });
  };
  const outdated =
    upload.error instanceof ApiError &&
    upload.error.fieldErrors.length > 0 &&
    upload.error.fieldErrors.every(({ field }) => corrected.has(field));
  const absent = missingChannels(assignment, task.channels);
  const partial = absent.length > 0 && absent.length < task.channels.length;
  const sent = upload.shares !== null && task.channels.every((channel) => absent.includes(channel) || upload.shares?.[channel.id] === 1);

  return (
    <form className={styles.columns} onSubmit={submit} noValidate aria-label={t("upload.title")}>
      <div className={styles.column}>
        <FilesCard
          pictures={task.pictures}
          channels={task.channels}
          assignment={assignment}
          errorFor={errorFor}
          shares={upload.shares}
          busy={upload.busy}
          onChange={assignFiles}
        >
          {partial && <MissingAlert task={task} channels={absent} />}
        </FilesCard>
      </div>
      <div className={styles.column}>
        <PatientCard sample={task.subject === "sample"} form={form} errorFor={errorFor} busy={upload.busy} onChange={change} />
        <Card title={t("upload.studyTitle")}>
          <TextField
            label={t("study.date")}
            error={errorFor("study_date")}
            type="date"
            value={form.studyDate}
            disabled={upload.busy}
            onChange={(event) => change({ studyDate: event.target.value })}
          />
          <TextField
            label={t("study.description")}
            error={errorFor("description")}
            value={form.description}
            disabled={upload.busy}
            autoComplete="off"
            onChange={(event) => change({ description: event.target.value })}
          />
          <GroupField
            value={form.groupId ?? null}
            error={errorFor("group_id")}
            disabled={upload.busy}
            onChange={(groupId) => change({ groupId })}
          />
        </Card>
        {!outdated && <ErrorAlert error={upload.error} fields={visibleFields(form, task)} />}
        {missing.some((field) => !corrected.has(field)) && <Alert tone="bad">{t("upload.incomplete")}</Alert>}
        <div className={styles.submit}>
          <Button type="submit" variant="primary" disabled={upload.busy}>
            {partial
              ? t("upload.submitWithout", { channels: formatList(absent.map(({ name }) => name), locale) })
              : t("upload.submit")}
          </Button>
          {upload.busy && (
            <Button variant="quiet" onClick={upload.stop}>
              {t("common.cancel")}
            </Button>
          )}
          {upload.busy && <span role="status">{sent ? t(task.pictures ? "upload.checkingPicture" : "upload.checking") : t("upload.sending")}</span>}
        </div>
      </div>
    </form>
  );
}
