import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { ActionsCell, Table } from "@/components/ui/table";
import { useAccount } from "@/lib/api/get-session";
import type { Account, Role } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { ROLES } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";
import { useRoleName } from "@/lib/use-role-name";

import { useChangeAccount } from "../api/change-account";
import styles from "./accounts.module.css";
import { RemoveSecondFactorDialog } from "./remove-second-factor-dialog";
import { ResetPasswordDialog } from "./reset-password-dialog";
import { SessionsDialog } from "./sessions-dialog";
import { TokensDialog } from "./tokens-dialog";

type Opened = { kind: "password" | "sessions" | "tokens" | "second-factor"; account: Account };

export function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const me = useAccount();
  const roleName = useRoleName();
  const change = useChangeAccount();
  const [opened, setOpened] = useState<Opened | null>(null);

  return (
    <>
      <ErrorAlert error={change.error} />
      <Table columns={[t("accounts.name"), t("accounts.role"), t("accounts.created")]} actions>
        {accounts.map((account) => (
          <tr key={account.id} className={account.disabled ? styles.off : undefined} data-testid="account-row">
            <td>
              {account.name}
              {account.disabled && ` (${t("accounts.disabled")})`}
            </td>
            <td>
              <select
                className={styles.select}
                aria-label={t("accounts.roleOf", { name: account.name })}
                value={account.role}
                disabled={change.isPending}
                onChange={(event) => change.mutate({ id: account.id, role: event.target.value as Role })}
              >
                {ROLES.map((role) => (
                  <option key={role} value={role}>
                    {roleName(role)}
                  </option>
                ))}
              </select>
            </td>
            <td>{formatMoment(account.created_at, locale)}</td>
            <ActionsCell>
              <Button small onClick={() => setOpened({ kind: "tokens", account })}>
                {t("accounts.tokens")}
              </Button>
              <Button small onClick={() => setOpened({ kind: "sessions", account })}>
                {t("accounts.sessions")}
              </Button>
              <Button small onClick={() => setOpened({ kind: "password", account })}>
                {t("accounts.resetPassword")}
              </Button>
              {account.second_factor && account.id !== me.id && (
                <Button small onClick={() => setOpened({ kind: "second-factor", account })}>
                  {t("accounts.removeSecondFactor")}
                </Button>
              )}
              <Button
                small
                disabled={change.isPending || account.id === me.id}
                onClick={() => change.mutate({ id: account.id, disabled: !account.disabled })}
              >
                {account.disabled ? t("accounts.enable") : t("accounts.disable")}
              </Button>
            </ActionsCell>
          </tr>
        ))}
      </Table>
      {opened?.kind === "password" && <ResetPasswordDialog account={opened.account} onClose={() => setOpened(null)} />}
      {opened?.kind === "second-factor" && <RemoveSecondFactorDialog account={opened.account} onClose={() => setOpened(null)} />}
      {opened?.kind === "sessions" && <SessionsDialog account={opened.account} onClose={() => setOpened(null)} />}
      {opened?.kind === "tokens" && <TokensDialog account={opened.account} onClose={() => setOpened(null)} />}
    </>
  );
}
