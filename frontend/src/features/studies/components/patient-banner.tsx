import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { GroupTag } from "@/components/group-tag";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { useAccount } from "@/lib/api/get-session";
import type { Study, Task } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { mayEdit } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";
import { useSexName } from "@/lib/use-sex-name";

import { EditStudyDialog } from "./edit-study-dialog";
import styles from "./patient-banner.module.css";

interface PatientBannerProps {
  study: Study;
  subject: Task["subject"];
}

/** Whose images these are, or of which sample; never out of view. */
export function PatientBanner({ study, subject }: PatientBannerProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sexName = useSexName();
  const editable = mayEdit(useAccount().role);
  const [editing, setEditing] = useState(false);
  const { patient } = study;
  const sample = subject === "sample";
  const person = [
    [t("patient.birthDate"), patient.birth_date ? formatDay(patient.birth_date, locale) : "–"],
    [t("patient.sex"), sexName(patient.sex)],
  ] as const;
  const facts = [
    [t(sample ? "patient.sampleNumber" : "patient.mrn"), patient.mrn],
    ...(sample ? [] : person),
    [t("study.date"), formatDay(study.study_date, locale)],
  ] as const;
  return (
    <section className={styles.banner} aria-label={t(sample ? "patient.sampleBanner" : "patient.banner")} data-testid="patient-banner">
      <h1 className={styles.name} title={patient.name}>
        <Link to={paths.patient(patient.id)}>{patient.name}</Link>
      </h1>
      {facts.map(([term, fact]) => (
        <span key={term} className={styles.fact}>
          <span className={styles.term}>{term}</span>
          {fact}
        </span>
      ))}
      <GroupTag group={study.group} />
      <span className={styles.description} title={study.description}>
        {study.description}
      </span>
      <span className={styles.research}>{t("notice.research")}</span>
      {editable && (
        <Button small variant="quiet" onClick={() => setEditing(true)}>
          {t("study.edit")}
        </Button>
      )}
      {editing && <EditStudyDialog study={study} onClose={() => setEditing(false)} />}
    </section>
  );
}
