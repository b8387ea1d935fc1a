import type { paths as apiPaths } from "@/generated/api";

/** What is looked for, as it stands in the page's address; empty where it does not matter. */
export interface AuditFilter {
  q: string;
  action: string;
  outcome: string;
  study: string;
  patient: string;
  /** Calendar days where the reader is, both included. */
  from: string;
  until: string;
}

export type AuditQuery = NonNullable<apiPaths["/api/audit"]["get"]["parameters"]["query"]>;
type Outcome = AuditQuery["outcome"];

const NAMES = ["q", "action", "outcome", "study", "patient", "from", "until"] as const;
const EXPORT = "/api/audit/events.csv";

export function readFilter(params: URLSearchParams): AuditFilter {
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? ""])) as unknown as AuditFilter;
}

/** Put a filter into the page's address, without what does not matter. */
export function writeFilter(filter: AuditFilter): Record<string, string> {
  const given = NAMES.filter((name) => filter[name] !== "");
  return Object.fromEntries(given.map((name) => [name, filter[name]]));
}

/** Ask the server for what a filter means; what cannot be meant is left out. */
export function toQuery(filter: AuditFilter): AuditQuery {
  const query: AuditQuery = {
    q: filter.q.trim() || undefined,
    action: filter.action || undefined,
    outcome: (filter.outcome || undefined) as Outcome,
    study_id: toId(filter.study),
    patient_id: toId(filter.patient),
    since: dayBegins(filter.from, 0),
    until: dayBegins(filter.until, 1),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

/** Give the address of everything that a filter means, as a file. */
export function exportAddress(filter: AuditFilter): string {
  const given = Object.entries(toQuery(filter)).map(([name, value]) => [name, String(value)]);
  return given.length === 0 ? EXPORT : `${EXPORT}?${new URLSearchParams(given).toString()}`;
}

function toId(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** Give the moment at which a calendar day, or one some days later, begins where the reader is. */
function dayBegins(day: string, later: number): string | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null || Number(found[1]) < 1970) return undefined;
  const date = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
