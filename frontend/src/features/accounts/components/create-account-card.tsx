import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { SelectField, TextField } from "@/components/ui/field";
import type { Role } from "@/lib/api-types";
import { messagesOf } from "@/lib/http/problem";
import { ROLES } from "@/lib/roles";
import { useRoleName } from "@/lib/use-role-name";

import { useCreateAccount } from "../api/create-account";
import styles from "./accounts.module.css";

const EMPTY: { name: string; password: string; role: Role } = { name: "", password: "", role: "radiologist" };

export function CreateAccountCard() {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const create = useCreateAccount();
  const [form, setForm] = useState(EMPTY);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate(form, { onSuccess: () => setForm(EMPTY) });
  };
  const errorFor = messagesOf(create.error);
  return (
    <Card title={t("accounts.createTitle")}>
      <form className={styles.row} onSubmit={submit} aria-label={t("accounts.createTitle")}>
        <TextField
          label={t("accounts.name")}
          error={errorFor("name")}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
          autoComplete="off"
          required
        />
        <TextField
          label={t("accounts.password")}
          error={errorFor("password")}
          type="password"
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.target.value })}
          autoComplete="new-password"
          required
        />
        <SelectField
          label={t("accounts.role")}
          value={form.role}
          onChange={(event) => setForm({ ...form, role: event.target.value as Role })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {roleName(role)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {t("accounts.create")}
        </Button>
      </form>
      <ErrorAlert error={create.error} fields={["name", "password"]} />
    </Card>
  );
}
