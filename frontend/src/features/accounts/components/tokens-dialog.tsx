import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { Account } from "@/lib/api-types";

import { Tokens } from "./tokens";

export function TokensDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("accounts.tokensOf", { name: account.name })} onClose={onClose} wide>
      <Tokens accountId={account.id} mostRole={account.role} />
      <DialogActions>
        <Button onClick={onClose}>{t("common.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
