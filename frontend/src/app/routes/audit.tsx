import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";

import { Card, Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { DownloadButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { eventsQuery } from "@/features/audit/api/search-events";
import { AuditFilters } from "@/features/audit/components/audit-filters";
import { AuditTable } from "@/features/audit/components/audit-table";
import { exportAddress, readFilter, toQuery, writeFilter, type AuditFilter } from "@/features/audit/filter";
import { useAccount } from "@/lib/api/get-session";
import { mayAdminister } from "@/lib/roles";
import { useDebounced } from "@/lib/use-debounced";
import { useTypedParams } from "@/lib/use-typed-params";

export function AuditRoute() {
  const administrator = mayAdminister(useAccount().role);
  return administrator ? <AuditPage /> : <Navigate to={paths.start} replace />;
}

function AuditPage() {
  const { t } = useTranslation();
  const [params, type] = useTypedParams();
  const filter = readFilter(params);
  const rested = useDebounced(params.toString());
  const wanted = readFilter(new URLSearchParams(rested));
  const change = (next: AuditFilter) => type(writeFilter(next));
  return (
    <Page title={t("audit.title")} actions={<DownloadButton href={exportAddress(filter)}>{t("audit.export")}</DownloadButton>}>
      <Card title={t("audit.filter")}>
        <AuditFilters filter={filter} onChange={change} />
      </Card>
      <Card title={t("audit.events")}>
        <Found key={rested} filter={wanted} />
      </Card>
    </Page>
  );
}

/** The events that match, newest first; another filter begins at the first page again. */
function Found({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const found = useQuery(eventsQuery(toQuery(filter), page));
  return (
    <>
      <ErrorAlert error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Spinner />}
      {found.data?.items.length === 0 && <EmptyState>{t("audit.none")}</EmptyState>}
      {found.data !== undefined && found.data.items.length > 0 && (
        <>
          <AuditTable events={found.data.items} />
          <Pager page={page} perPage={found.data.per_page} total={found.data.total} onPage={setPage} />
        </>
      )}
    </>
  );
}
