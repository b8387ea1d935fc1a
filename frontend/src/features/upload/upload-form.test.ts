import { expect, test } from "vitest";

import { addFiles, NOTHING } from "./assignment";
import { emptyForm, missingChannels, missingFields, textFields } from "./upload-form";

const CHANNELS = [
  { id: "flair", name: "FLAIR", patterns: ["flair"] },
  { id: "t1", name: "T1", patterns: ["t1"] },
];
const TASK = { id: "brain-tumour", name: "", description: "", channels: CHANNELS, labels: [], regions: [], measured: null, pictures: false, subject: "patient" as const, served: true, train_command: null };
const PATIENT = { id: 3, mrn: "A-1", name: "Ada", birth_date: null, sex: null };

test("one file is enough, and patient and date are asked for before anything is sent", () => {
  const files = addFiles(NOTHING, [{ id: 1, path: "a_t1.nii", file: new File(["x"], "a_t1.nii") }], CHANNELS);
  expect(missingFields(emptyForm(), files, CHANNELS)).toEqual(["patient_mrn", "patient_name"]);
  expect(missingFields({ ...emptyForm(PATIENT), studyDate: "" }, files, CHANNELS)).toEqual(["study_date"]);
  expect(missingChannels(files, CHANNELS).map(({ id }) => id)).toEqual(["flair"]);
});

test("without any file nothing is sent", () => {
  expect(missingFields(emptyForm(PATIENT), NOTHING, CHANNELS)).toEqual(["files"]);
});

test("an existing patient is named by id alone", () => {
  const form = { ...emptyForm(PATIENT), studyDate: "2026-01-02" };
  expect(textFields(form, TASK)).toEqual([
    ["task", "brain-tumour"],
    ["patient_id", "3"],
    ["study_date", "2026-01-02"],
  ]);
});

test("a new patient is sent with what is known", () => {
  const newPatient = { mrn: "B-2", name: "Bo", birthDate: "1980-02-03", sex: "male" } as const;
  const form = { ...emptyForm(), newPatient, studyDate: "2026-01-02", description: "before surgery" };
  expect(Object.fromEntries(textFields(form, TASK))).toEqual({
    task: "brain-tumour",
    patient_mrn: "B-2",
    patient_name: "Bo",
    birth_date: "1980-02-03",
    sex: "male",
    study_date: "2026-01-02",
    description: "before surgery",
  });
});

test("birth date and sex that were typed for a patient are not sent with a sample, whose page does not show them", () => {
  const newPatient = { mrn: "C-3", name: "HeLa 3", birthDate: "1980-02-03", sex: "male" } as const;
  const form = { ...emptyForm(), newPatient, studyDate: "2026-01-02" };
  expect(Object.fromEntries(textFields(form, { ...TASK, subject: "sample" }))).toEqual({
    task: "brain-tumour",
    patient_mrn: "C-3",
    patient_name: "HeLa 3",
    study_date: "2026-01-02",
  });
});
