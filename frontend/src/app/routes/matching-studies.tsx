import { useTranslation } from "react-i18next";
import { useOutletContext } from "react-router";

import { EmptyState } from "@/components/ui/empty-state";
import { StudySearch } from "@/features/studies/components/study-search";

/** The studies of every patient that matches the search, newest first. */
export function MatchingStudiesRoute() {
  const { t } = useTranslation();
  const q = useOutletContext<string>();
  return (
    <>
      <h2>{t("patients.studies")}</h2>
      <StudySearch key={q} q={q} empty={<EmptyState>{t("patients.noStudies")}</EmptyState>} />
    </>
  );
}
