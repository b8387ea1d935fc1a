import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Account } from "@/lib/api-types";

import { useRemoveSecondFactor } from "../api/remove-second-factor";

/** Take the second factor off an account whose owner has lost it. */
export function RemoveSecondFactorDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveSecondFactor();
  return (
    <ConfirmDialog
      title={t("accounts.removeSecondFactorOf", { name: account.name })}
      action={t("accounts.removeSecondFactor")}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(account.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("accounts.removeSecondFactorText")}</p>
    </ConfirmDialog>
  );
}
