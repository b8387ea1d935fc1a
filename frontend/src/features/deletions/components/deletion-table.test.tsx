import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { DeletedRecord } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { DeletionTable } from "./deletion-table";

const PATIENT: DeletedRecord = {
  kind: "patient",
  id: 3,
  patient: STUDY.patient,
  study: null,
  study_count: 2,
  deleted_at: "2026-01-02T10:00:00Z",
  gone_at: "2026-01-09T10:00:00Z",
};
const DELETED: DeletedRecord = {
  ...PATIENT,
  kind: "study",
  id: 7,
  study: { study_date: "2026-01-02", description: "before surgery", group: { id: 4, name: "Oncology" } },
  study_count: 1,
};

const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  fetching.mockReset();
  vi.stubGlobal("fetch", fetching);
});

test("a deleted patient and a deleted study are told apart", () => {
  renderFor("radiologist", <DeletionTable deletions={[PATIENT, DELETED]} />);
  const [patient, study] = screen.getAllByTestId("deletion-row");
  expect(patient).toHaveTextContent(/Lovelace, Ada.*A-1.*Patient with 2 studies/);
  expect(study).toHaveTextContent(/Study of .*2026.*Oncology.*before surgery/);
});

test.each([
  [PATIENT, /^Restore: Patient with 2 studies/, "/api/patients/3/restore"],
  [DELETED, /^Restore: Study of/, "/api/studies/7/restore"],
])("a record is brought back", async (deletion, name, address) => {
  fetching.mockImplementation(() => Promise.resolve(Response.json({})));
  renderFor("radiologist", <DeletionTable deletions={[deletion]} />);

  await userEvent.click(screen.getByRole("button", { name }));

  const request = fetching.mock.calls[0]![0] as Request;
  expect([request.method, new URL(request.url).pathname]).toEqual(["POST", address]);
});

test("what cannot be brought back is said", async () => {
  const problem = { title: "Conflict", detail: "Record number A-1 belongs to another patient." };
  fetching.mockImplementation(() =>
    Promise.resolve(Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } })),
  );
  renderFor("radiologist", <DeletionTable deletions={[PATIENT]} />);

  await userEvent.click(screen.getByRole("button"));

  expect(await screen.findByRole("alert")).toHaveTextContent("Record number A-1 belongs to another patient.");
});
