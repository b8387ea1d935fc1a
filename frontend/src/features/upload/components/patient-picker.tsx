import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { patientSearchQuery } from "@/lib/api/search-patients";
import type { PatientIdentity } from "@/lib/api-types";
import { useDebounced } from "@/lib/use-debounced";

import styles from "./patient-picker.module.css";

interface PatientPickerProps {
  /** Whether samples are looked for, which are kept among the patients. */
  sample: boolean;
  chosen: PatientIdentity | null;
  error: string | undefined;
  disabled: boolean;
  onChoose: (patient: PatientIdentity | null) => void;
}

/** Search a patient while typing, and choose one. */
export function PatientPicker({ sample, chosen, error, disabled, onChoose }: PatientPickerProps) {
  const { t } = useTranslation();
  if (chosen === null) return <Search sample={sample} error={error} disabled={disabled} onChoose={onChoose} />;
  return (
    <div className={styles.chosen} data-testid="chosen-patient">
      <div>
        {chosen.name}
        <div className={styles.soft}>{chosen.mrn}</div>
        {error}
      </div>
      <Button small disabled={disabled} onClick={() => onChoose(null)}>
        {t("upload.changePatient")}
      </Button>
    </div>
  );
}

function Search({ sample, error, disabled, onChoose }: Omit<PatientPickerProps, "chosen">) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const patients = useQuery({ ...patientSearchQuery(useDebounced(text)), enabled: open });
  const found = patients.data?.items ?? [];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const patient = found[active];
      if (patient !== undefined) onChoose(patient);
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  };

  return (
    <div className={styles.picker}>
      <TextField
        label={t(sample ? "upload.findSample" : "upload.findPatient")}
        placeholder={t(sample ? "upload.sampleHint" : "patients.searchHint")}
        error={error}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        disabled={disabled}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {open && !patients.isPending && (
        <ul id={listId} className={styles.options} role="listbox" aria-label={t("patients.list")}>
          {found.length === 0 && (
            <li className={styles.soft} role="presentation">
              {patients.isError ? t("errors.server") : t(sample ? "upload.noSample" : "upload.noPatient")}
            </li>
          )}
          {found.map((patient, at) => (
            <li
              key={patient.id}
              id={`${listId}-${at}`}
              className={styles.option}
              role="option"
              aria-selected={at === active}
              // The input must not lose its focus before the click is over.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(patient)}
              onPointerMove={() => setActive(at)}
            >
              {patient.name} <span className={styles.soft}>{patient.mrn}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
