import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { useRestore } from "@/lib/api/restore";
import { noteDeletion, useLastDeletion } from "@/lib/last-deletion";

import styles from "./undo-notice.module.css";

/** Say what was deleted last, and offer to take that back. */
export function UndoNotice() {
  const { t } = useTranslation();
  const deletion = useLastDeletion();
  const undo = useRestore();
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
