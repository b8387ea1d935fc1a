import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { ActionsCell, Table } from "@/components/ui/table";
import type { OpenSession } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { useEndSession } from "../api/end-session";
import { sessionsQuery } from "../api/list-sessions";
import { describeAgent } from "../describe-agent";
import styles from "./accounts.module.css";

/** The browsers in which an account is signed in; each but this one can be signed out. */
export function OpenSessions({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sessions = useQuery(sessionsQuery(accountId));
  const end = useEndSession(accountId);

  const nameOf = ({ agent }: OpenSession) => {
    const { browser, system } = describeAgent(agent);
    if (browser === null) return t("sessions.unknown");
    return system === null ? browser : t("sessions.on", { browser, system });
  };

  return (
    <>
      <ErrorAlert error={end.error} />
      <ErrorAlert error={sessions.error} onRetry={() => void sessions.refetch()} />
      {sessions.isPending && <Spinner />}
      {sessions.data?.length === 0 && <p className={styles.hint}>{t("sessions.none")}</p>}
      {sessions.data !== undefined && sessions.data.length > 0 && (
        <Table columns={[t("sessions.browser"), t("sessions.address"), t("sessions.since"), t("sessions.seen")]} actions>
          {sessions.data.map((session) => {
            const name = nameOf(session);
            return (
              <tr key={session.id} data-testid="session-row">
                <td title={session.agent}>{name}</td>
                <td>{session.address === "" ? "–" : session.address}</td>
                <td>{formatMoment(session.created_at, locale)}</td>
                <td>{session.current ? t("sessions.current") : formatMoment(session.seen_at, locale)}</td>
                <ActionsCell>
                  {!session.current && (
                    <Button
                      small
                      aria-label={t("sessions.endNamed", { name, moment: formatMoment(session.created_at, locale) })}
                      disabled={end.isPending}
                      onClick={() => end.mutate(session.id)}
                    >
                      {t("sessions.end")}
                    </Button>
                  )}
                </ActionsCell>
              </tr>
            );
          })}
        </Table>
      )}
    </>
  );
}
