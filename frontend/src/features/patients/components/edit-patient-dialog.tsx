import { useState } from "react";
import { useTranslation } from "react-i18next";

import { SexField, type SexOrNone } from "@/components/sex-field";
import { TextField } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Patient } from "@/lib/api-types";
import { today } from "@/lib/format";
import { messagesOf } from "@/lib/http/problem";

import { useChangePatient } from "../api/change-patient";

const FIELDS = ["name", "mrn", "birth_date", "sex"];

export function EditPatientDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangePatient();
  const [name, setName] = useState(patient.name);
  const [mrn, setMrn] = useState(patient.mrn);
  const [birthDate, setBirthDate] = useState(patient.birth_date ?? "");
  const [sex, setSex] = useState<SexOrNone>(patient.sex ?? "");
  const submit = () => {
    const values = { name, mrn, birth_date: birthDate || null, sex: sex || null };
    change.mutate({ id: patient.id, ...values }, { onSuccess: onClose });
  };
  const errorFor = messagesOf(change.error);

  return (
    <FormDialog
      title={t("patients.editTitle")}
      action={t("common.save")}
      busy={change.isPending}
      error={change.error}
      fields={FIELDS}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("patient.name")}
        error={errorFor("name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        autoFocus
      />
      <TextField
        label={t("patient.mrn")}
        error={errorFor("mrn")}
        value={mrn}
        onChange={(event) => setMrn(event.target.value)}
        required
      />
      <TextField
        label={t("patient.birthDate")}
        error={errorFor("birth_date")}
        type="date"
        max={today()}
        value={birthDate}
        onChange={(event) => setBirthDate(event.target.value)}
      />
      <SexField value={sex} error={errorFor("sex")} onChange={setSex} />
    </FormDialog>
  );
}
