import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { SelectField, TextField } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { ActionsCell, Table } from "@/components/ui/table";
import type { Role } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { ROLES } from "@/lib/roles";
import { useLocale } from "@/lib/use-locale";
import { useRoleName } from "@/lib/use-role-name";

import { useIssueToken } from "../api/issue-token";
import { tokensQuery } from "../api/list-tokens";
import { useRevokeToken } from "../api/revoke-token";
import styles from "./accounts.module.css";

const YEAR = 365;
const LASTS = [30, 90, YEAR, 3 * YEAR] as const;

interface TokensProps {
  accountId: number;
  /** The account's own role: a token may do as much, or less. */
  mostRole: Role;
}

/** An account's tokens for programs: issue (the secret is shown once) and revoke. */
export function Tokens({ accountId, mostRole }: TokensProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const tokens = useQuery(tokensQuery(accountId));
  const issue = useIssueToken(accountId);
  const revoke = useRevokeToken(accountId);
  const roleName = useRoleName();
  const [name, setName] = useState("");
  const [role, setRole] = useState(mostRole);
  const [days, setDays] = useState<number>(YEAR);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    issue.mutate({ name, role, expires_in_days: days }, { onSuccess: () => setName("") });
  };

  return (
    <>
      <p className={styles.hint}>{t("tokens.intro")}</p>
      <form className={styles.row} onSubmit={submit} aria-label={t("tokens.issue")}>
        <TextField
          label={t("tokens.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={64}
          autoComplete="off"
          required
        />
        <SelectField label={t("tokens.role")} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {ROLES.slice(0, ROLES.indexOf(mostRole) + 1).map((each) => (
            <option key={each} value={each}>
              {roleName(each)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("tokens.lasts")} value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {LASTS.map((count) => (
            <option key={count} value={count}>
              {t("tokens.days", { count })}
            </option>
          ))}
        </SelectField>
        <Button type="submit" disabled={issue.isPending}>
          {t("tokens.issue")}
        </Button>
      </form>
      <ErrorAlert error={issue.error ?? revoke.error} />
      {issue.data !== undefined && (
        <Alert>
          {t("tokens.shownOnce")}
          <code className={styles.secret} data-testid="new-token">
            {issue.data.token}
          </code>
        </Alert>
      )}
      <ErrorAlert error={tokens.error} onRetry={() => void tokens.refetch()} />
      {tokens.isPending && <Spinner />}
      {tokens.data?.length === 0 && <p className={styles.hint}>{t("tokens.none")}</p>}
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <Table
          columns={[t("tokens.name"), t("tokens.created"), t("tokens.role"), t("tokens.ends"), t("tokens.lastUsed")]}
          actions
        >
          {tokens.data.map((token) => (
            <tr key={token.id}>
              <td>{token.name}</td>
              <td>{formatMoment(token.created_at, locale)}</td>
              <td>{roleName(token.role ?? mostRole)}</td>
              <td>{token.expires_at ? formatMoment(token.expires_at, locale) : t("tokens.never")}</td>
              <td>{token.last_used_at ? formatMoment(token.last_used_at, locale) : t("tokens.never")}</td>
              <ActionsCell>
                <Button
                  small
                  aria-label={t("tokens.revokeNamed", { name: token.name })}
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate(token.id)}
                >
                  {t("tokens.revoke")}
                </Button>
              </ActionsCell>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
