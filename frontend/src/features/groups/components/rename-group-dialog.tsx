import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Group } from "@/lib/api-types";
import { messagesOf } from "@/lib/http/problem";

import { useRenameGroup } from "../api/rename-group";

export function RenameGroupDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation();
  const rename = useRenameGroup();
  const [name, setName] = useState(group.name);
  return (
    <FormDialog
      title={t("groups.renameTitle", { name: group.name })}
      action={t("common.save")}
      busy={rename.isPending}
      error={rename.error}
      fields={["name"]}
      onSubmit={() => rename.mutate({ id: group.id, name }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label={t("groups.name")}
        error={messagesOf(rename.error)("name")}
        value={name}
        maxLength={128}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        required
        autoFocus
      />
    </FormDialog>
  );
}
