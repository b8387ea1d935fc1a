import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { Session } from "@/lib/api-types";

import { useSignInAgain } from "../api/sign-in-again";
import { useCode } from "./code-field";
import styles from "./sign-in-again.module.css";
import { SignInProblem } from "./sign-in-problem";

interface SignInAgainProps {
  /** Who was signed in. */
  account: Session["account"];
  onSignedIn: () => void;
  /** Somebody else wants to sign in. */
  onLeave: () => void;
}

/** Ask the reader whose session has ended for the password, over the page, so that nothing on it is lost. */
export function SignInAgain({ account, onSignedIn, onLeave }: SignInAgainProps) {
  const { t } = useTranslation();
  const signIn = useSignInAgain();
  const [password, setPassword] = useState("");
  const second = useCode(signIn.error);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // As a modal dialog it stands above every other one, and takes the keyboard: to the one field that is empty.
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLInputElement>("input[type=password]")?.focus();
  }, []);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const given = { name: account.name, password, code: second.code };
    signIn.mutate(given, { onSuccess: onSignedIn, onError: second.onError });
  };

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t("signInAgain.title")}
      onCancel={(event) => event.preventDefault()}
      // A browser may close it at the second Escape without asking.
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected) currentTarget.showModal();
      }}
    >
      <form className={styles.form} onSubmit={submit}>
        <h1>{t("signInAgain.title")}</h1>
        <p className={styles.text}>{t("signInAgain.text")}</p>
        <TextField label={t("signIn.name")} value={account.name} autoComplete="username" readOnly />
        <TextField
          label={t("signIn.password")}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
          required
        />
        {second.field}
        <SignInProblem error={signIn.error} />
        <Button type="submit" variant="primary" disabled={signIn.isPending}>
          {t("signIn.submit")}
        </Button>
        <Button variant="quiet" onClick={onLeave}>
          {t("signInAgain.somebodyElse")}
        </Button>
      </form>
    </dialog>
  );
}
