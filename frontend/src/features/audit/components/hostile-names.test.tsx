import { screen } from "@testing-library/react";
import { test } from "vitest";

import type { AuditEvent } from "@/lib/api-types";
import { HOSTILE_NAMES, watchForHarm } from "@/testing/hostile-names";
import { renderFor } from "@/testing/render";

import { AuditTable } from "./audit-table";

test.each(HOSTILE_NAMES)("%s is shown letter by letter in the audit log, and nothing is made of it", (name) => {
  const expectNoHarm = watchForHarm();
  const event: AuditEvent = {
    id: 1,
    at: "2026-01-02T10:00:00Z",
    account_id: 1,
    account_name: name,
    role: "admin",
    via: "browser",
    address: "10.0.0.1",
    action: "group.create",
    action_name: "Group made",
    outcome: "done",
    status: 201,
    target_kind: "group",
    target_id: 4,
    study_id: null,
    patient_id: null,
    detail: { name },
    hash: "ab".repeat(32),
  };
  renderFor("admin", <AuditTable events={[event]} />);
  expectNoHarm(screen.getByTestId("audit-row"), name, 2);
});
