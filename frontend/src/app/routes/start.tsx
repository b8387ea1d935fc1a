import { useTranslation } from "react-i18next";

import { Page } from "@/components/page";
import { SearchField } from "@/components/search-field";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/config/paths";
import { StudySearch } from "@/features/studies/components/study-search";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";
import { useSearch } from "@/lib/use-search";

export function StartRoute() {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const { text, q, change } = useSearch();
  const upload = editable && (
    <LinkButton variant="primary" to={paths.upload}>
      {t("start.upload")}
    </LinkButton>
  );
  return (
    <Page title={t("start.title")} actions={upload}>
      <div role="search">
        <SearchField label={t("start.search")} hint={t("patients.searchHint")} value={text} onChange={change} />
      </div>
      <StudySearch
        key={q}
        q={q}
        empty={
          q === "" ? (
            <EmptyState action={upload}>{editable ? t("start.empty") : t("start.emptyViewer")}</EmptyState>
          ) : (
            <EmptyState>{t("start.noMatch", { q })}</EmptyState>
          )
        }
      />
    </Page>
  );
}
