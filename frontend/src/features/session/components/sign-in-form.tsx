import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorText } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { ApiError } from "@/lib/http/problem";

import { useSignIn } from "../api/sign-in";
import { Entrance } from "./entrance";

export function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate({ name, password });
  };

  return (
    <Entrance title={t("signIn.title")} onSubmit={submit}>
      <TextField
        label={t("signIn.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="username"
        required
        autoFocus
      />
      <TextField
        label={t("signIn.password")}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        required
      />
      {signIn.error !== null && (
        <Alert tone="bad">
          {signIn.error instanceof ApiError && signIn.error.status === 401 ? (
            t("signIn.wrong")
          ) : (
            <ErrorText error={signIn.error} />
          )}
        </Alert>
      )}
      <Button type="submit" variant="primary" disabled={signIn.isPending}>
        {t("signIn.submit")}
      </Button>
    </Entrance>
  );
}
