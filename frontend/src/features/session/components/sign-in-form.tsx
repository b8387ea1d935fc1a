import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

import { useSignIn } from "../api/sign-in";
import { useCode } from "./code-field";
import { Entrance } from "./entrance";
import { ProviderButton } from "./provider-button";
import { SignInProblem } from "./sign-in-problem";

export function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const second = useCode(signIn.error);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate({ name, password, code: second.code }, { onError: second.onError });
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
      {second.field}
      <SignInProblem error={signIn.error} />
      <Button type="submit" variant="primary" disabled={signIn.isPending}>
        {t("signIn.submit")}
      </Button>
      <ProviderButton />
    </Entrance>
  );
}
