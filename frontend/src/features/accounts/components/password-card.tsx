import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

import { useChangeOwnPassword } from "../api/change-own-password";
import styles from "./accounts.module.css";

const EMPTY = { current: "", next: "", again: "" };

export function PasswordCard() {
  const { t } = useTranslation();
  const change = useChangeOwnPassword();
  const [form, setForm] = useState(EMPTY);
  const [mismatch, setMismatch] = useState(false);

  const set = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMismatch(form.next !== form.again);
    if (form.next !== form.again) return;
    change.mutate(
      { current_password: form.current, new_password: form.next },
      { onSuccess: () => setForm(EMPTY) },
    );
  };
  const errorFor = messagesOf(change.error);

  return (
    <Card title={t("account.passwordTitle")}>
      <form className={styles.form} onSubmit={submit} aria-label={t("account.passwordTitle")}>
        <TextField
          label={t("account.currentPassword")}
          error={errorFor("current_password")}
          type="password"
          autoComplete="current-password"
          value={form.current}
          onChange={set("current")}
          required
        />
        <TextField
          label={t("account.newPassword")}
          error={errorFor("new_password")}
          type="password"
          autoComplete="new-password"
          value={form.next}
          onChange={set("next")}
          required
        />
        <TextField
          label={t("account.newPasswordAgain")}
          error={mismatch ? t("account.mismatch") : undefined}
          type="password"
          autoComplete="new-password"
          value={form.again}
          onChange={set("again")}
          required
        />
        <ErrorAlert error={change.error} fields={["current_password", "new_password"]} />
        {change.isSuccess && <Alert>{t("account.passwordChanged")}</Alert>}
        <div>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("account.changePassword")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
