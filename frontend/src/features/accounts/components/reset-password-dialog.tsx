import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Account } from "@/lib/api-types";
import { messagesOf } from "@/lib/http/problem";

import { useChangeAccount } from "../api/change-account";

export function ResetPasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeAccount();
  const [password, setPassword] = useState("");
  return (
    <FormDialog
      title={t("accounts.resetPasswordOf", { name: account.name })}
      action={t("accounts.resetPassword")}
      busy={change.isPending}
      error={change.error}
      fields={["password"]}
      onSubmit={() => change.mutate({ id: account.id, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label={t("account.newPassword")}
        hint={t("accounts.resetHint")}
        error={messagesOf(change.error)("password")}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        required
      />
    </FormDialog>
  );
}
