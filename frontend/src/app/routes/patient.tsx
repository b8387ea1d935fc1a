import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { PatientHead } from "@/features/patients/components/patient-head";
import { StudyList } from "@/features/studies/components/study-list";
import { patientQuery } from "@/lib/api/get-patient";

export function PatientRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = Number(useParams().patientId);
  const patient = useQuery(patientQuery(id));
  if (patient.isPending) return <Spinner />;
  if (patient.isError) return <ErrorAlert error={patient.error} onRetry={() => void patient.refetch()} />;
  return (
    <>
      <PatientHead key={id} patient={patient.data} onDeleted={() => void navigate(paths.patients)} />
      {patient.data.studies.length === 0 ? (
        <EmptyState>{t("patients.noStudies")}</EmptyState>
      ) : (
        <StudyList studies={patient.data.studies} ofOnePatient />
      )}
    </>
  );
}
