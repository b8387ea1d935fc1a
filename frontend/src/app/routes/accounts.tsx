import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";

import { Card, Page } from "@/components/page";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { accountsQuery } from "@/features/accounts/api/list-accounts";
import { AccountTable } from "@/features/accounts/components/account-table";
import { CreateAccountCard } from "@/features/accounts/components/create-account-card";
import { useAccount } from "@/lib/api/get-session";
import { mayAdminister } from "@/lib/roles";

export function AccountsRoute() {
  const { t } = useTranslation();
  const administrator = mayAdminister(useAccount().role);
  const accounts = useQuery({ ...accountsQuery, enabled: administrator });
  if (!administrator) return <Navigate to={paths.start} replace />;
  return (
    <Page title={t("accounts.title")}>
      <CreateAccountCard />
      <Card title={t("accounts.list")}>
        <ErrorAlert error={accounts.error} onRetry={() => void accounts.refetch()} />
        {accounts.isPending && <Spinner />}
        {accounts.data !== undefined && <AccountTable accounts={accounts.data} />}
      </Card>
    </Page>
  );
}
