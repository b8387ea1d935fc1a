import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Study } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { useDeleteStudy } from "../api/delete-study";

export function DeleteStudyDialog({ study, onClose }: { study: Study; onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const remove = useDeleteStudy();
  return (
    <ConfirmDialog
      title={t("studies.deleteTitle")}
      action={t("studies.deleteConfirm")}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(study.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      {t("studies.deleteQuestion", {
        day: formatDay(study.study_date, locale),
        name: study.patient.name,
        mrn: study.patient.mrn,
      })}
    </ConfirmDialog>
  );
}
