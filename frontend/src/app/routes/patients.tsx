import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";

import { Page } from "@/components/page";
import { SearchField } from "@/components/search-field";
import { LinkButton } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { PatientList } from "@/features/patients/components/patient-list";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";
import { useSearch } from "@/lib/use-search";

import styles from "./patients.module.css";

/** Search on the left; on the right the studies that match, or the patient that was chosen. */
export function PatientsRoute() {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const { text, q, change } = useSearch();
  return (
    <Page title={t("patients.title")} actions={editable && <LinkButton small to={paths.deletions}>{t("deletions.title")}</LinkButton>}>
      <div className={styles.columns}>
        <div className={styles.column} role="search">
          <SearchField label={t("patients.search")} hint={t("patients.searchHint")} value={text} onChange={change} />
          <PatientList key={q} q={q} />
        </div>
        <div className={styles.column}>
          <Outlet context={q} />
        </div>
      </div>
    </Page>
  );
}
