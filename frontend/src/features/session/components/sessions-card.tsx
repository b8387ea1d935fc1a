import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";

import { useSignOutEverywhere } from "../api/sign-out-everywhere";

/** End every session of the account, for whoever left one open at another machine. */
export function SessionsCard() {
  const { t } = useTranslation();
  const signOut = useSignOutEverywhere();
  return (
    <Card title={t("account.sessionsTitle")}>
      <p>{t("account.sessionsText")}</p>
      <ErrorAlert error={signOut.error} />
      <div>
        <Button disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {t("account.signOutEverywhere")}
        </Button>
      </div>
    </Card>
  );
}
