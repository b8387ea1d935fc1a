import { useState } from "react";
import { useTranslation } from "react-i18next";

import { GroupField } from "@/components/group-field";
import { TextField } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Study } from "@/lib/api-types";
import { today } from "@/lib/format";
import { EVERYONE } from "@/lib/groups";
import { messagesOf } from "@/lib/http/problem";

import { useChangeStudy } from "../api/change-study";

const FIELDS = ["study_date", "description", "group_id"];

/** Correct what was said of a study when it was uploaded; its images and masks stay as they are. */
export function EditStudyDialog({ study, onClose }: { study: Study; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeStudy();
  const [date, setDate] = useState(study.study_date);
  const [description, setDescription] = useState(study.description);
  const before = study.group?.id ?? EVERYONE;
  const [groupId, setGroupId] = useState(before);
  const given = groupId === before ? {} : { group_id: groupId === EVERYONE ? null : groupId };
  const errorFor = messagesOf(change.error);

  return (
    <FormDialog
      title={t("study.editTitle")}
      action={t("common.save")}
      busy={change.isPending}
      error={change.error}
      fields={FIELDS}
      onSubmit={() => change.mutate({ id: study.id, study_date: date, description, ...given }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label={t("study.date")}
        error={errorFor("study_date")}
        type="date"
        max={today()}
        value={date}
        onChange={(event) => setDate(event.target.value)}
        required
        autoFocus
      />
      <TextField
        label={t("study.description")}
        error={errorFor("description")}
        value={description}
        maxLength={2000}
        autoComplete="off"
        onChange={(event) => setDescription(event.target.value)}
      />
      <GroupField value={groupId} error={errorFor("group_id")} onChange={setGroupId} />
    </FormDialog>
  );
}
