import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, LinkButton } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { useAccount } from "@/lib/api/get-session";
import type { Patient } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { mayEdit } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";
import { useSexName } from "@/lib/use-sex-name";

import { DeletePatientDialog } from "./delete-patient-dialog";
import { EditPatientDialog } from "./edit-patient-dialog";
import styles from "./patients.module.css";

interface PatientHeadProps {
  patient: Patient;
  onDeleted: () => void;
}

/** Who the patient is, and what can be done with the record. */
export function PatientHead({ patient, onDeleted }: PatientHeadProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sexName = useSexName();
  const editable = mayEdit(useAccount().role);
  const [opened, setOpened] = useState<"edit" | "delete" | null>(null);
  const close = () => setOpened(null);
  return (
    <div className={styles.head}>
      <div>
        <h2>{patient.name}</h2>
        <dl className={styles.facts}>
          <div>
            <dt>{t("patient.mrn")}</dt>
            <dd>{patient.mrn}</dd>
          </div>
          <div>
            <dt>{t("patient.birthDate")}</dt>
            <dd>{patient.birth_date ? formatDay(patient.birth_date, locale) : "–"}</dd>
          </div>
          <div>
            <dt>{t("patient.sex")}</dt>
            <dd>{sexName(patient.sex)}</dd>
          </div>
        </dl>
      </div>
      {editable && (
        <div className={styles.actions}>
          <LinkButton small to={paths.uploadFor(patient.id)}>
            {t("patients.addStudy")}
          </LinkButton>
          <Button small onClick={() => setOpened("edit")}>
            {t("patients.rename")}
          </Button>
          <Button small onClick={() => setOpened("delete")}>
            {t("patients.delete")}
          </Button>
        </div>
      )}
      {opened === "edit" && <EditPatientDialog patient={patient} onClose={close} />}
      {opened === "delete" && <DeletePatientDialog patient={patient} onDeleted={onDeleted} onClose={close} />}
    </div>
  );
}
