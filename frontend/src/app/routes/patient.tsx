import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { PatientHead } from "@/features/patients/components/patient-head";
import { StudyList } from "@/features/studies/components/study-list";
import { patientQuery } from "@/lib/api/get-patient";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";

export function PatientRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = Number(useParams().patientId);
  const editable = mayEdit(useAccount().role);
  const patient = useQuery(patientQuery(id));
  if (patient.data === undefined) {
    return patient.isError ? <ErrorAlert error={patient.error} onRetry={() => void patient.refetch()} /> : <Spinner />;
  }
  return (
    <>
      <PatientHead key={id} patient={patient.data} onDeleted={() => void navigate(paths.patients)} />
      {patient.data.studies.length === 0 ? (
        <EmptyState action={editable && <LinkButton to={paths.uploadFor(id)}>{t("patients.addStudy")}</LinkButton>}>
          {t("patients.noStudiesYet")}
        </EmptyState>
      ) : (
        <StudyList studies={patient.data.studies} ofOnePatient />
      )}
    </>
  );
}
