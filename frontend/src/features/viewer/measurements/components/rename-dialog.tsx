import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";

const MAX_LENGTH = 200;

interface RenameDialogProps {
  label: string;
  onRename: (label: string) => void;
  onClose: () => void;
}

/** Ask what a measurement is to be called. */
export function RenameDialog({ label, onRename, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(label);
  const submit = () => {
    if (text.trim() !== label) onRename(text.trim());
    onClose();
  };
  return (
    <FormDialog
      title={t("measurements.renameTitle")}
      action={t("common.save")}
      busy={false}
      error={null}
      fields={[]}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("measurements.label")}
        hint={t("measurements.labelHint")}
        value={text}
        maxLength={MAX_LENGTH}
        autoComplete="off"
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
