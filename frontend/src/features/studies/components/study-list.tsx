import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { GroupTag } from "@/components/group-tag";
import { StatusChip } from "@/components/status-chip";
import { TaskTag } from "@/components/task-tag";
import { Button } from "@/components/ui/button";
import { Volumes } from "@/components/volumes";
import { paths } from "@/config/paths";
import { useAccount } from "@/lib/api/get-session";
import type { Study } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { mayEdit } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";

import { ConcernsMark } from "./concerns-mark";
import { DeleteStudyDialog } from "./delete-study-dialog";
import styles from "./study-list.module.css";

interface StudyListProps {
  studies: readonly Study[];
  /** On a patient's own page the patient is not said again in every row. */
  ofOnePatient?: boolean;
}

export function StudyList({ studies, ofOnePatient = false }: StudyListProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const editable = mayEdit(useAccount().role);
  const [deleting, setDeleting] = useState<Study | null>(null);

  return (
    <>
      <ul className={styles.list} aria-label={t("studies.list")}>
        {studies.map((study) => {
          const day = formatDay(study.study_date, locale);
          return (
            <li key={study.id} className={ofOnePatient ? `${styles.row} ${styles.ofOne}` : styles.row} data-testid="study-row">
              {!ofOnePatient && (
                <div className={styles.clip}>
                  <Link className={styles.link} to={paths.study(study.id)}>
                    {study.patient.name}
                  </Link>
                  <div className={`${styles.small} ${styles.clip}`}>
                    {study.patient.mrn} <GroupTag group={study.group} />
                  </div>
                </div>
              )}
              {ofOnePatient ? (
                <Link className={styles.link} to={paths.study(study.id)}>
                  {day}
                </Link>
              ) : (
                <span className={styles.day}>{day}</span>
              )}
              <span className={`${styles.clip} ${styles.soft}`} title={study.description}>
                <TaskTag taskId={study.task} /> {ofOnePatient && <GroupTag group={study.group} />} {study.description}
              </span>
              <span className={styles.status}>
                <StatusChip status={study.status} />
                <ConcernsMark study={study} />
              </span>
              <Volumes taskId={study.task} volumes={study.volumes_ml} />
              <span className={styles.actions}>
                {editable && (
                  <Button
                    small
                    variant="quiet"
                    aria-label={t("studies.deleteNamed", { name: study.patient.name, day })}
                    onClick={() => setDeleting(study)}
                  >
                    {t("common.delete")}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {deleting !== null && <DeleteStudyDialog study={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}
