import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { api } from "@/lib/api-client";
import { noteDeletion, useLastDeletion, type Deletion } from "@/lib/last-deletion";

import styles from "./undo-notice.module.css";

async function restore({ kind, id }: Deletion): Promise<void> {
  if (kind === "study") await api.POST("/api/studies/{study_id}/restore", { params: { path: { study_id: id } } });
  else await api.POST("/api/patients/{patient_id}/restore", { params: { path: { patient_id: id } } });
}

/** Say what was deleted last, and offer to take that back. */
export function UndoNotice() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const deletion = useLastDeletion();
  const undo = useMutation({
    mutationFn: restore,
    onSuccess: async () => {
      noteDeletion(null);
      await client.invalidateQueries();
    },
  });
  return (
    <div className={styles.place} role="status">
      {deletion !== null && (
        <div className={styles.notice} data-testid="undo-notice">
          <span>{deletion.kind === "study" ? t("undo.study") : t("undo.patient")}</span>
          <Button small disabled={undo.isPending} onClick={() => undo.mutate(deletion)}>
            {t("undo.undo")}
          </Button>
          <Button small variant="quiet" onClick={() => noteDeletion(null)}>
            {t("common.close")}
          </Button>
          {undo.error !== null && <ErrorAlert error={undo.error} />}
        </div>
      )}
    </div>
  );
}
