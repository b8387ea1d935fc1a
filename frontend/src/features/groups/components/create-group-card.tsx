import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

import { useCreateGroup } from "../api/create-group";
import styles from "./groups.module.css";

export function CreateGroupCard() {
  const { t } = useTranslation();
  const create = useCreateGroup();
  const [name, setName] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate(name, { onSuccess: () => setName("") });
  };
  return (
    <Card title={t("groups.createTitle")}>
      <p className={styles.hint}>{t("groups.intro")}</p>
      <form className={styles.row} onSubmit={submit} aria-label={t("groups.createTitle")}>
        <TextField
          label={t("groups.name")}
          error={messagesOf(create.error)("name")}
          value={name}
          maxLength={128}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          required
        />
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {t("groups.create")}
        </Button>
      </form>
      <ErrorAlert error={create.error} fields={["name"]} />
    </Card>
  );
}
