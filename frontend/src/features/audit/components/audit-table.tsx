import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Table } from "@/components/ui/table";
import { paths } from "@/config/paths";
import type { AuditEvent } from "@/lib/api-types";
import { useLocale } from "@/lib/use-locale";

import { useOutcomeName } from "../use-outcome-name";
import styles from "./audit.module.css";

export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  return (
    <Table
      columns={[t("audit.when"), t("audit.who"), t("audit.where"), t("audit.what"), t("audit.records"), t("audit.outcome")]}
      actions
    >
      {events.map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
    </Table>
  );
}

function EventRow({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const outcomeName = useOutcomeName();
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const detail = describe(event.detail);
  return (
    <tr data-testid="audit-row" className={event.outcome === "done" ? styles.row : `${styles.row} ${styles.notable}`}>
      <td>
        <time dateTime={event.at}>{moment.format(new Date(event.at))}</time>
      </td>
      <td>{event.account_name ?? (event.via === "command line" ? t("audit.commandLine") : t("audit.stranger"))}</td>
      <td>
        {event.address}
        {event.via === "token" && <div className={styles.more}>{t("audit.byToken")}</div>}
      </td>
      <td>
        {event.action_name}
        {detail !== "" && <div className={styles.more}>{detail}</div>}
      </td>
      <td>
        <Records event={event} />
      </td>
      <td>{outcomeName(event.outcome)}</td>
    </tr>
  );
}

/** Lead to the study and the patient, which are named by number alone; they may be deleted by now. */
function Records({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  return (
    <div className={styles.records}>
      {event.study_id !== null && <Link to={paths.study(event.study_id)}>{t("audit.study", { id: event.study_id })}</Link>}
      {event.patient_id !== null && (
        <Link to={paths.patient(event.patient_id)}>{t("audit.patient", { id: event.patient_id })}</Link>
      )}
      {event.target_kind === "account" && event.target_id !== null && <span>{t("audit.account", { id: event.target_id })}</span>}
    </div>
  );
}

/** Say what else is known, in the server's own words. */
function describe(detail: AuditEvent["detail"]): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`)
    .join("; ");
}
