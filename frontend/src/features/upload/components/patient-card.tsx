import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { SexField } from "@/components/sex-field";
import { TextField } from "@/components/ui/field";
import { today } from "@/lib/format";

import type { NewPatient, UploadForm } from "../upload-form";
import { PatientPicker } from "./patient-picker";
import styles from "./upload.module.css";

interface PatientCardProps {
  /** Whether the images are of a sample, which has neither birth date nor sex. */
  sample: boolean;
  form: UploadForm;
  errorFor: (field: string) => string | undefined;
  busy: boolean;
  onChange: (change: Partial<UploadForm>) => void;
}

/** Whose study it is: somebody known, or somebody new; or which sample's. */
export function PatientCard({ sample, form, errorFor, busy, onChange }: PatientCardProps) {
  const { t } = useTranslation();
  const title = t(sample ? "upload.sampleTitle" : "upload.patientTitle");
  return (
    <Card title={title}>
      <div className={styles.choice} role="radiogroup" aria-label={title}>
        <label>
          <input
            type="radio"
            name="patient-kind"
            checked={form.patientKind === "new"}
            disabled={busy}
            onChange={() => onChange({ patientKind: "new" })}
          />
          {t(sample ? "upload.newSample" : "upload.newPatient")}
        </label>
        <label>
          <input
            type="radio"
            name="patient-kind"
            checked={form.patientKind === "existing"}
            disabled={busy}
            onChange={() => onChange({ patientKind: "existing" })}
          />
          {t(sample ? "upload.existingSample" : "upload.existingPatient")}
        </label>
      </div>
      {form.patientKind === "existing" ? (
        <PatientPicker
          sample={sample}
          chosen={form.existing}
          error={errorFor("patient_id")}
          disabled={busy}
          onChoose={(existing) => onChange({ existing })}
        />
      ) : (
        <NewPatientFields
          sample={sample}
          patient={form.newPatient}
          errorFor={errorFor}
          busy={busy}
          onChange={(change) => onChange({ newPatient: { ...form.newPatient, ...change } })}
        />
      )}
    </Card>
  );
}

interface NewPatientFieldsProps {
  sample: boolean;
  patient: NewPatient;
  errorFor: (field: string) => string | undefined;
  busy: boolean;
  onChange: (change: Partial<NewPatient>) => void;
}

function NewPatientFields({ sample, patient, errorFor, busy, onChange }: NewPatientFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t(sample ? "patient.sampleNumber" : "patient.mrn")}
        error={errorFor("patient_mrn")}
        value={patient.mrn}
        disabled={busy}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => onChange({ mrn: event.target.value })}
      />
      <TextField
        label={t("patient.name")}
        error={errorFor("patient_name")}
        value={patient.name}
        disabled={busy}
        maxLength={255}
        autoComplete="off"
        onChange={(event) => onChange({ name: event.target.value })}
      />
      {!sample && (
        <div className={styles.two}>
          <TextField
            label={t("patient.birthDate")}
            error={errorFor("birth_date")}
            type="date"
            max={today()}
            value={patient.birthDate}
            disabled={busy}
            onChange={(event) => onChange({ birthDate: event.target.value })}
          />
          <SexField value={patient.sex} error={errorFor("sex")} disabled={busy} onChange={(sex) => onChange({ sex })} />
        </div>
      )}
    </>
  );
}
