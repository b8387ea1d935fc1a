import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Patient } from "@/lib/api-types";

import { useDeletePatient } from "../api/delete-patient";

interface DeletePatientDialogProps {
  patient: Patient;
  onDeleted: () => void;
  onClose: () => void;
}

export function DeletePatientDialog({ patient, onDeleted, onClose }: DeletePatientDialogProps) {
  const { t } = useTranslation();
  const remove = useDeletePatient();
  return (
    <ConfirmDialog
      title={t("patients.deleteTitle")}
      action={t("patients.deleteConfirm")}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(patient.id, { onSuccess: onDeleted })}
      onClose={onClose}
    >
      {t("patients.deleteQuestion", { name: patient.name, mrn: patient.mrn, count: patient.study_count })}
    </ConfirmDialog>
  );
}
