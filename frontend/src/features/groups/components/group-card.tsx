import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import type { Account, Group } from "@/lib/api-types";

import { useDeleteGroup } from "../api/delete-group";
import styles from "./groups.module.css";
import { Members } from "./members";
import { RenameGroupDialog } from "./rename-group-dialog";

interface GroupCardProps {
  group: Group;
  /** Those that can be put into it. */
  accounts: readonly Account[];
}

/** A group, who is in it, and what can be done with it. */
export function GroupCard({ group, accounts }: GroupCardProps) {
  const { t } = useTranslation();
  const remove = useDeleteGroup();
  const [renaming, setRenaming] = useState(false);
  return (
    <Card title={group.name}>
      <Members group={group} accounts={accounts} />
      <ErrorAlert error={remove.error} />
      <div className={styles.actions}>
        <Button small aria-label={t("groups.renameTitle", { name: group.name })} onClick={() => setRenaming(true)}>
          {t("groups.rename")}
        </Button>
        <Button
          small
          aria-label={t("groups.deleteNamed", { name: group.name })}
          disabled={remove.isPending}
          onClick={() => remove.mutate(group.id)}
        >
          {t("groups.delete")}
        </Button>
      </div>
      {renaming && <RenameGroupDialog group={group} onClose={() => setRenaming(false)} />}
    </Card>
  );
}
