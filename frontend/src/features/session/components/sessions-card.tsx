import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";

import { useSignOutEverywhere } from "../api/sign-out-everywhere";

interface SessionsCardProps {
  /** The list of them. */
  children?: ReactNode;
}

/** Where the account is signed in, and the end of it all, for whoever left it open at another machine. */
export function SessionsCard({ children }: SessionsCardProps) {
  const { t } = useTranslation();
  const signOut = useSignOutEverywhere();
  return (
    <Card title={t("account.sessionsTitle")}>
      {children}
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
