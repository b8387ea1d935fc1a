import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import type { Account } from "@/lib/api-types";
import { ApiError } from "@/lib/http/problem";

import { useChangeAccount } from "../api/change-account";

export function ResetPasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeAccount();
  const [password, setPassword] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ id: account.id, password }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("accounts.resetPasswordOf", { name: account.name })} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label={t("account.newPassword")}
          hint={t("accounts.resetHint")}
          error={change.error instanceof ApiError ? change.error.messageFor("password") : undefined}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          required
        />
        <ErrorAlert error={change.error} fields={["password"]} />
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("accounts.resetPassword")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
