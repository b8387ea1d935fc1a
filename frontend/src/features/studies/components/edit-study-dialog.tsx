import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorAlert } from "@/components/ui/error-alert";
import { TextField } from "@/components/ui/field";
import type { Study } from "@/lib/api-types";
import { today } from "@/lib/format";
import { ApiError } from "@/lib/http/problem";

import { useChangeStudy } from "../api/change-study";
import styles from "./edit-study-dialog.module.css";

const FIELDS = ["study_date", "description"];

/** Correct what was said of a study when it was uploaded; its images and masks stay as they are. */
export function EditStudyDialog({ study, onClose }: { study: Study; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeStudy();
  const [date, setDate] = useState(study.study_date);
  const [description, setDescription] = useState(study.description);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ id: study.id, study_date: date, description }, { onSuccess: onClose });
  };
  const errorFor = (field: string) => (change.error instanceof ApiError ? change.error.messageFor(field) : undefined);

  return (
    <Dialog title={t("study.editTitle")} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
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
        <ErrorAlert error={change.error} fields={FIELDS} />
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("common.save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
