import type { ReactNode, SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { ErrorAlert } from "./error-alert";
import styles from "./form-dialog.module.css";

interface FormDialogProps {
  title: string;
  /** What the button says that submits. */
  action: string;
  busy: boolean;
  error: Error | null;
  /** Fields that show what is said about them themselves. */
  fields: readonly string[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Ask for something in fields, and keep them open until it is accepted. */
export function FormDialog({ title, action, busy, error, fields, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {children}
        <ErrorAlert error={error} fields={fields} />
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
