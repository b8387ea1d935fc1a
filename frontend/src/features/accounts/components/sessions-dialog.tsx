import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorAlert } from "@/components/ui/error-alert";
import type { Account } from "@/lib/api-types";

import { useEndSessions } from "../api/end-sessions";
import { OpenSessions } from "./open-sessions";

/** Where somebody else is signed in, for an administrator who has to end it. */
export function SessionsDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const end = useEndSessions(account.id);
  return (
    <Dialog title={t("accounts.sessionsOf", { name: account.name })} onClose={onClose} wide>
      <OpenSessions accountId={account.id} />
      <ErrorAlert error={end.error} />
      <DialogActions>
        <Button disabled={end.isPending} onClick={() => end.mutate()}>
          {t("account.signOutEverywhere")}
        </Button>
        <Button onClick={onClose}>{t("common.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
