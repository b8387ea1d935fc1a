import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorAlert } from "@/components/ui/error-alert";
import { SelectField, TextField } from "@/components/ui/field";
import type { Patient, Sex } from "@/lib/api-types";
import { today } from "@/lib/format";
import { ApiError } from "@/lib/http/problem";
import { SEXES, useSexName } from "@/lib/use-sex-name";

import { useChangePatient } from "../api/change-patient";
import styles from "./patients.module.css";

export function EditPatientDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation();
  const sexName = useSexName();
  const change = useChangePatient();
  const [form, setForm] = useState({
    name: patient.name,
    mrn: patient.mrn,
    birthDate: patient.birth_date ?? "",
    sex: patient.sex ?? "",
  });
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const { name, mrn } = form;
    const sex = (form.sex || null) as Sex;
    change.mutate({ id: patient.id, name, mrn, birth_date: form.birthDate || null, sex }, { onSuccess: onClose });
  };
  const errorFor = (field: string) => (change.error instanceof ApiError ? change.error.messageFor(field) : undefined);

  return (
    <Dialog title={t("patients.editTitle")} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={t("patient.name")} error={errorFor("name")} value={form.name} onChange={set("name")} required autoFocus />
        <TextField label={t("patient.mrn")} error={errorFor("mrn")} value={form.mrn} onChange={set("mrn")} required />
        <TextField
          label={t("patient.birthDate")}
          error={errorFor("birth_date")}
          type="date"
          max={today()}
          value={form.birthDate}
          onChange={set("birthDate")}
        />
        <SelectField label={t("patient.sex")} error={errorFor("sex")} value={form.sex} onChange={set("sex")}>
          <option value="">–</option>
          {SEXES.map((sex) => (
            <option key={sex} value={sex}>
              {sexName(sex)}
            </option>
          ))}
        </SelectField>
        <ErrorAlert error={change.error} fields={["name", "mrn", "birth_date", "sex"]} />
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("common.save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
