import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

import { useCreateFirstAccount } from "../api/create-first-account";
import { Entrance } from "./entrance";

export function FirstRunForm() {
  const { t } = useTranslation();
  const create = useCreateFirstAccount();
  const [form, setForm] = useState({ code: "", name: "", password: "", again: "" });
  const [mismatch, setMismatch] = useState(false);

  const set = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMismatch(form.password !== form.again);
    if (form.password !== form.again) return;
    create.mutate({ code: form.code.trim(), name: form.name, password: form.password });
  };
  const errorFor = messagesOf(create.error);

  return (
    <Entrance title={t("firstRun.title")} intro={t("firstRun.intro")} onSubmit={submit}>
      <TextField
        label={t("firstRun.code")}
        hint={t("firstRun.codeHint")}
        error={errorFor("code")}
        value={form.code}
        onChange={set("code")}
        autoComplete="one-time-code"
        required
        autoFocus
      />
      <TextField
        label={t("firstRun.name")}
        error={errorFor("name")}
        value={form.name}
        onChange={set("name")}
        autoComplete="username"
        required
      />
      <TextField
        label={t("firstRun.password")}
        error={errorFor("password")}
        type="password"
        value={form.password}
        onChange={set("password")}
        autoComplete="new-password"
        required
      />
      <TextField
        label={t("firstRun.again")}
        error={mismatch ? t("account.mismatch") : undefined}
        type="password"
        value={form.again}
        onChange={set("again")}
        autoComplete="new-password"
        required
      />
      <ErrorAlert error={create.error} fields={["code", "name", "password"]} />
      <Button type="submit" variant="primary" disabled={create.isPending}>
        {t("firstRun.submit")}
      </Button>
    </Entrance>
  );
}
