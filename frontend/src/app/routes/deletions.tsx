import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";

import { Card, Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { deletionsQuery } from "@/features/deletions/api/list-deletions";
import { DeletionTable } from "@/features/deletions/components/deletion-table";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";

export function DeletionsRoute() {
  const { t } = useTranslation();
  const editable = mayEdit(useAccount().role);
  const [page, setPage] = useState(1);
  const deletions = useQuery({ ...deletionsQuery(page), enabled: editable });
  if (!editable) return <Navigate to={paths.patients} replace />;
  return (
    <Page title={t("deletions.title")}>
      <Card>
        <ErrorAlert error={deletions.error} onRetry={() => void deletions.refetch()} />
        {deletions.isPending && <Spinner />}
        {deletions.data?.total === 0 && <EmptyState>{t("deletions.none")}</EmptyState>}
        {deletions.data !== undefined && deletions.data.total > 0 && (
          <>
            <DeletionTable deletions={deletions.data.items} />
            <Pager page={page} perPage={deletions.data.per_page} total={deletions.data.total} onPage={setPage} />
          </>
        )}
      </Card>
    </Page>
  );
}
