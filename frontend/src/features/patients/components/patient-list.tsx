import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { Pager } from "@/components/pager";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { useAccount } from "@/lib/api/get-session";
import { patientSearchQuery } from "@/lib/api/search-patients";
import { mayEdit } from "@/lib/roles";

import styles from "./patients.module.css";

interface PatientListProps {
  q: string;
}

/** The patients that match; each leads to their page and keeps the search. */
export function PatientList({ q }: PatientListProps) {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const [page, setPage] = useState(1);
  const patients = useQuery(patientSearchQuery(q, page));
  const search = q === "" ? "" : `?${new URLSearchParams({ q }).toString()}`;
  return (
    <>
      <ErrorAlert error={patients.error} onRetry={() => void patients.refetch()} />
      {patients.isPending && <Spinner />}
      {patients.data?.items.length === 0 && (
        <EmptyState action={q === "" && editable && <LinkButton to={paths.upload}>{t("patients.addStudy")}</LinkButton>}>
          {q === "" ? t("patients.none") : t("patients.noMatch", { q })}
        </EmptyState>
      )}
      {patients.data !== undefined && patients.data.items.length > 0 && (
        <>
          <ul className={styles.list} aria-label={t("patients.list")}>
            {patients.data.items.map((patient) => (
              <li key={patient.id} className={styles.item} data-testid="patient-row">
                <NavLink className={styles.link} to={{ pathname: paths.patient(patient.id), search }}>
                  <span className={styles.name}>{patient.name}</span>
                  <span className={styles.soft}>{t("patients.studyCount", { count: patient.study_count })}</span>
                  <span className={styles.soft}>{patient.mrn}</span>
                </NavLink>
              </li>
            ))}
          </ul>
          <Pager page={page} perPage={patients.data.per_page} total={patients.data.total} onPage={setPage} />
        </>
      )}
    </>
  );
}
