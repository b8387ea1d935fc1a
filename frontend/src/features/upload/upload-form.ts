import type { Channel, PatientIdentity, Sex, Task } from "@/lib/api-types";
import { today } from "@/lib/format";

import { fileOf, type Assignment } from "./assignment";

export interface NewPatient {
  mrn: string;
  name: string;
  birthDate: string;
  sex: NonNullable<Sex> | "";
}

/** Everything the user says about a study beside its files. */
export interface UploadForm {
  patientKind: "existing" | "new";
  existing: PatientIdentity | null;
  newPatient: NewPatient;
  studyDate: string;
  description: string;
  /** Whom it is for; null while that is to be chosen, undefined where the server decides. */
  groupId?: number | null;
}

export function emptyForm(existing: PatientIdentity | null = null): UploadForm {
  return {
    patientKind: existing === null ? "new" : "existing",
    existing,
    newPatient: { mrn: "", name: "", birthDate: "", sex: "" },
    studyDate: today(),
    description: "",
  };
}

/** What is missing before it makes sense to send anything; the names are those of the API's form fields. */
export function missingFields(form: UploadForm, assignment: Assignment, channels: readonly Channel[]): string[] {
  const missing = missingChannels(assignment, channels).length === channels.length ? ["files"] : [];
  if (form.patientKind === "existing" && form.existing === null) missing.push("patient_id");
  if (form.patientKind === "new" && form.newPatient.mrn.trim() === "") missing.push("patient_mrn");
  if (form.patientKind === "new" && form.newPatient.name.trim() === "") missing.push("patient_name");
  if (form.studyDate === "") missing.push("study_date");
  if (form.groupId === null) missing.push("group_id");
  return missing;
}

/** List the channels without a file. A study needs one of them; without the others its mask is worse. */
export function missingChannels(assignment: Assignment, channels: readonly Channel[]): Channel[] {
  return channels.filter(({ id }) => fileOf(assignment, id) === undefined);
}

/** Name the API's text fields that the user sees now. */
export function visibleFields({ patientKind, groupId }: UploadForm, { subject }: Pick<Task, "subject">): string[] {
  const person = subject === "sample" ? [] : ["birth_date", "sex"];
  const patient = patientKind === "existing" ? ["patient_id"] : ["patient_mrn", "patient_name", ...person];
  return [...patient, "study_date", "description", ...(groupId === undefined ? [] : ["group_id"])];
}

/** List the text fields of the multipart form; what the user does not see now is not sent. */
export function textFields(form: UploadForm, task: Task): [string, string][] {
  const { existing, newPatient } = form;
  const visible = visibleFields(form, task);
  const patient: [string, string][] =
    form.patientKind === "existing"
      ? [["patient_id", String(existing?.id ?? "")]]
      : [
          ["patient_mrn", newPatient.mrn],
          ["patient_name", newPatient.name],
          ["birth_date", newPatient.birthDate],
          ["sex", newPatient.sex],
        ];
  const all: [string, string][] = [
    ["task", task.id],
    ...patient,
    ["study_date", form.studyDate],
    ["description", form.description],
    ["group_id", String(form.groupId ?? "")],
  ];
  return all.filter(([name, value]) => value !== "" && (name === "task" || visible.includes(name)));
}

/** Name the API's form fields that a change of the form touches. */
export function changedFields(form: UploadForm, part: Partial<UploadForm>): string[] {
  const changed: string[] = [];
  if (part.patientKind !== undefined || part.existing !== undefined) {
    changed.push("patient_id", "patient_mrn", "patient_name", "birth_date", "sex");
  }
  const { newPatient } = part;
  if (newPatient !== undefined) {
    if (newPatient.mrn !== form.newPatient.mrn) changed.push("patient_mrn");
    if (newPatient.name !== form.newPatient.name) changed.push("patient_name");
    if (newPatient.birthDate !== form.newPatient.birthDate) changed.push("birth_date");
    if (newPatient.sex !== form.newPatient.sex) changed.push("sex");
  }
  if (part.studyDate !== undefined) changed.push("study_date");
  if (part.description !== undefined) changed.push("description");
  if (part.groupId !== undefined) changed.push("group_id");
  return changed;
}
