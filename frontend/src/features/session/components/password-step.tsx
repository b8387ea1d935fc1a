import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

import styles from "./second-factor.module.css";

interface PasswordStepProps {
  action: string;
  busy: boolean;
  error: Error | null;
  onPassword: (password: string) => void;
  onCancel?: () => void;
}

/** Ask for the password once more, before something that matters. */
export function PasswordStep({ action, busy, error, onPassword, onCancel }: PasswordStepProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onPassword(password);
  };
  return (
    <form className={styles.steps} onSubmit={submit} aria-label={action}>
      <TextField
        label={t("secondFactor.yourPassword")}
        error={messagesOf(error)("password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        required
      />
      <ErrorAlert error={error} fields={["password"]} />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" disabled={busy}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("common.cancel")}</Button>}
      </div>
    </form>
  );
}
