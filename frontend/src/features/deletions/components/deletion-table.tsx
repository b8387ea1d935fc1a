import { useTranslation } from "react-i18next";

import { GroupTag } from "@/components/group-tag";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { ActionsCell, Table } from "@/components/ui/table";
import { useRestore } from "@/lib/api/restore";
import type { DeletedRecord } from "@/lib/api-types";
import { formatDay, formatMoment } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import styles from "./deletions.module.css";

/** What was deleted, until when it can come back, and the button that brings it back. */
export function DeletionTable({ deletions }: { deletions: readonly DeletedRecord[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const restore = useRestore();
  return (
    <>
      <ErrorAlert error={restore.error} />
      <Table columns={[t("deletions.patient"), t("deletions.what"), t("deletions.deleted"), t("deletions.gone")]} actions>
        {deletions.map(({ kind, id, patient, study, study_count: count, deleted_at, gone_at }) => {
          const what = study === null ? t("deletions.wholePatient", { count }) : t("deletions.study", { day: formatDay(study.study_date, locale) });
          return (
            <tr key={`${kind} ${id}`} data-testid="deletion-row">
              <td>
                {patient.name}
                <div className={styles.small}>{patient.mrn}</div>
              </td>
              <td>
                {what} {study !== null && <GroupTag group={study.group} />}
                {study !== null && study.description !== "" && <div className={styles.small}>{study.description}</div>}
              </td>
              <td>{formatMoment(deleted_at, locale)}</td>
              <td>{formatMoment(gone_at, locale)}</td>
              <ActionsCell>
                <Button
                  small
                  aria-label={t("deletions.restoreNamed", { what, name: patient.name })}
                  disabled={restore.isPending}
                  onClick={() => restore.mutate({ kind, id })}
                >
                  {t("deletions.restore")}
                </Button>
              </ActionsCell>
            </tr>
          );
        })}
      </Table>
    </>
  );
}
