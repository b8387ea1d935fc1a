import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";

import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { accountsQuery } from "@/features/accounts/api/list-accounts";
import { CreateGroupCard } from "@/features/groups/components/create-group-card";
import { GroupCard } from "@/features/groups/components/group-card";
import { groupsQuery } from "@/lib/api/get-groups";
import { useAccount } from "@/lib/api/get-session";
import { mayAdminister } from "@/lib/roles";

export function GroupsRoute() {
  const { t } = useTranslation();
  const administrator = mayAdminister(useAccount().role);
  const groups = useQuery({ ...groupsQuery, enabled: administrator });
  const accounts = useQuery({ ...accountsQuery, enabled: administrator });
  if (!administrator) return <Navigate to={paths.start} replace />;
  return (
    <Page title={t("groups.title")} narrow>
      <CreateGroupCard />
      <ErrorAlert error={groups.error} onRetry={() => void groups.refetch()} />
      {groups.isPending && <Spinner />}
      {groups.data?.length === 0 && <EmptyState>{t("groups.none")}</EmptyState>}
      {groups.data?.map((group) => <GroupCard key={group.id} group={group} accounts={accounts.data ?? []} />)}
    </Page>
  );
}
