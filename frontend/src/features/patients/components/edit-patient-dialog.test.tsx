import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { Patient } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { EditPatientDialog } from "./edit-patient-dialog";

const PATIENT: Patient = {
  id: 3,
  mrn: "A-1",
  name: "Kim Lee",
  birth_date: null,
  sex: "female",
  created_at: "2026-01-02T09:00:00Z",
  study_count: 1,
};
const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  fetching.mockReset();
  vi.stubGlobal("fetch", fetching);
});

function show() {
  const onClose = vi.fn();
  renderFor("radiologist", <EditPatientDialog patient={PATIENT} onClose={onClose} />);
  return onClose;
}

test("what is corrected is sent, what is not known as null, and the dialog closes", async () => {
  fetching.mockImplementation(() => Promise.resolve(Response.json(PATIENT)));
  const onClose = show();
  await userEvent.type(screen.getByLabelText("Name"), "-Park");
  await userEvent.selectOptions(screen.getByLabelText("Sex"), "–");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const request = fetching.mock.calls[0]![0] as Request;
  expect([request.method, new URL(request.url).pathname]).toEqual(["PATCH", "/api/patients/3"]);
  expect(await request.json()).toEqual({ name: "Kim Lee-Park", mrn: "A-1", birth_date: null, sex: null });
});

test("a record number that is taken is said beside it, and the dialog stays", async () => {
  const errors = [{ field: "mrn", message: "Another patient has this record number." }];
  fetching.mockImplementation(() =>
    Promise.resolve(Response.json({ title: "Conflict", detail: "", errors }, { status: 409 })),
  );
  const onClose = show();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Another patient has this record number.")).toBeVisible();
  expect(screen.getByLabelText("Record number")).toBeInvalid();
  expect(onClose).not.toHaveBeenCalled();
});
