import { useTranslation } from "react-i18next";

import { Page } from "@/components/page";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/config/paths";

export function NotFoundRoute() {
  const { t } = useTranslation();
  return (
    <Page title={t("notFound.title")}>
      <EmptyState action={<LinkButton to={paths.start}>{t("notFound.start")}</LinkButton>}>{t("notFound.text")}</EmptyState>
    </Page>
  );
}
