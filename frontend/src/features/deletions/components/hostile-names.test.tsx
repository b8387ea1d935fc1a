import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { DeletedRecord } from "@/lib/api-types";
import { HOSTILE_NAMES, watchForHarm } from "@/testing/hostile-names";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { DeletionTable } from "./deletion-table";

test.each(HOSTILE_NAMES)("%s is shown letter by letter among what was deleted, and nothing is made of it", (name) => {
  const expectNoHarm = watchForHarm();
  const deleted: DeletedRecord = {
    kind: "study",
    id: 7,
    patient: { ...STUDY.patient, name, mrn: name },
    study: { study_date: "2026-01-02", description: name, group: { id: 4, name } },
    study_count: 1,
    deleted_at: "2026-01-02T10:00:00Z",
    gone_at: "2026-01-09T10:00:00Z",
  };
  renderFor("radiologist", <DeletionTable deletions={[deleted]} />);
  expectNoHarm(screen.getByTestId("deletion-row"), name, 4);
  expect(screen.getByRole("button").getAttribute("aria-label")).toContain(name);
});
