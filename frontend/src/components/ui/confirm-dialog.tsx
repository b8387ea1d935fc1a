import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { ErrorAlert } from "./error-alert";

interface ConfirmDialogProps {
  title: string;
  action: string;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Ask before something that cannot be undone. */
export function ConfirmDialog({ title, action, busy, error, onConfirm, onClose, children }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <div>{children}</div>
      <ErrorAlert error={error} />
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t("common.cancel")}
        </Button>
        <Button variant="danger" disabled={busy} onClick={onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
