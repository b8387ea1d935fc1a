import { useTranslation } from "react-i18next";

import { Card, Page } from "@/components/page";
import { PasswordCard } from "@/features/accounts/components/password-card";
import { Tokens } from "@/features/accounts/components/tokens";
import { useAccount } from "@/lib/api/get-session";

export function AccountRoute() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t("account.title")} narrow>
      <PasswordCard />
      <Card title={t("tokens.title")}>
        <Tokens accountId={account.id} />
      </Card>
    </Page>
  );
}
