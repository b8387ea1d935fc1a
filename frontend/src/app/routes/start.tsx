import { useTranslation } from "react-i18next";

import { Page } from "@/components/page";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/config/paths";
import { StudySearch } from "@/features/studies/components/study-search";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";

export function StartRoute() {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const upload = editable && (
    <LinkButton variant="primary" to={paths.upload}>
      {t("start.upload")}
    </LinkButton>
  );
  return (
    <Page title={t("start.title")} actions={upload}>
      <StudySearch
        q=""
        empty={<EmptyState action={upload}>{editable ? t("start.empty") : t("start.emptyViewer")}</EmptyState>}
      />
    </Page>
  );
}
