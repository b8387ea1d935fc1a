import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { SexField } from "@/components/sex-field";
import { TextField } from "@/components/ui/field";
import { today } from "@/lib/format";

import type { NewPatient, UploadForm } from "../upload-form";
import { PatientPicker } from "./patient-picker";
import styles from "./upload.module.css";

interface PatientCardProps {
  form: UploadForm;
  errorFor: (field: string) => string | undefined;
  busy: boolean;
  onChange: (change: Partial<UploadForm>) => void;
}

/** Whose study it is: somebody known, or somebody new. */
export function PatientCard({ form, errorFor, busy, onChange }: PatientCardProps) {
  const { t } = useTranslation();
  return (
    <Card title={t("upload.patientTitle")}>
      <div className={styles.choice} role="radiogroup" aria-label={t("upload.patientTitle")}>
        <label>
          <input
            type="radio"
            name="patient-kind"
            checked={form.patientKind === "new"}
            disabled={busy}
            onChange={() => onChange({ patientKind: "new" })}
          />
          {t("upload.newPatient")}
        </label>
        <label>
          <input
            type="radio"
            name="patient-kind"
            checked={form.patientKind === "existing"}
            disabled={busy}
            onChange={() => onChange({ patientKind: "existing" })}
          />
          {t("upload.existingPatient")}
        </label>
      </div>
      {form.patientKind === "existing" ? (
        <PatientPicker
          chosen={form.existing}
          error={errorFor("patient_id")}
          disabled={busy}
          onChoose={(existing) => onChange({ existing })}
        />
      ) : (
        <NewPatientFields
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
  patient: NewPatient;
  errorFor: (field: string) => string | undefined;
  busy: boolean;
  onChange: (change: Partial<NewPatient>) => void;
}

function NewPatientFields({ patient, errorFor, busy, onChange }: NewPatientFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("patient.mrn")}
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
    </>
  );
}
