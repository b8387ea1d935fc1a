import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

import { useBeginSecondFactor } from "../api/begin-second-factor";
import { useConfirmSecondFactor } from "../api/confirm-second-factor";
import { PasswordStep } from "./password-step";
import { RecoveryCodes } from "./recovery-codes";
import styles from "./second-factor.module.css";

interface SecondFactorSetupProps {
  /** The reader has the recovery codes. */
  onDone: () => void;
  onCancel?: () => void;
}

/** Set up an authenticator app: the password, the picture and the first code, the recovery codes. */
export function SecondFactorSetup({ onDone, onCancel }: SecondFactorSetupProps) {
  const { t } = useTranslation();
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState("");

  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recovery_codes} onDone={onDone} />;
  if (begin.data === undefined) {
    return (
      <PasswordStep
        action={t("secondFactor.begin")}
        busy={begin.isPending}
        error={begin.error}
        onPassword={(password) => begin.mutate(password)}
        onCancel={onCancel}
      />
    );
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    confirm.mutate(code);
  };
  return (
    <form className={styles.steps} onSubmit={submit} aria-label={t("secondFactor.begin")}>
      <p className={styles.text}>{t("secondFactor.scan")}</p>
      <img className={styles.picture} src={begin.data.qr_code} alt={t("secondFactor.picture")} />
      <p className={styles.text}>{t("secondFactor.typeKey")}</p>
      <code className={styles.key} data-testid="second-factor-key">
        {begin.data.key}
      </code>
      <TextField
        label={t("signIn.code")}
        error={messagesOf(confirm.error)("code")}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        autoFocus
      />
      <ErrorAlert error={confirm.error} fields={["code"]} />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" disabled={confirm.isPending}>
          {t("secondFactor.confirm")}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("common.cancel")}</Button>}
      </div>
    </form>
  );
}
