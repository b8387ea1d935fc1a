import { useTranslation } from "react-i18next";

import { Card, Page } from "@/components/page";
import { OpenSessions } from "@/features/accounts/components/open-sessions";
import { PasswordCard } from "@/features/accounts/components/password-card";
import { Tokens } from "@/features/accounts/components/tokens";
import { SecondFactorCard } from "@/features/session/components/second-factor-card";
import { SessionsCard } from "@/features/session/components/sessions-card";
import { useAccount } from "@/lib/api/get-session";

export function AccountRoute() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t("account.title")} narrow>
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard>
        <OpenSessions accountId={account.id} />
      </SessionsCard>
      <Card title={t("tokens.title")}>
        <Tokens accountId={account.id} mostRole={account.role} />
      </Card>
    </Page>
  );
}
