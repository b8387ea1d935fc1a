import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { Group } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientBanner } from "./patient-banner";

const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  fetching.mockReset();
  vi.stubGlobal("fetch", fetching);
});

const ONCOLOGY: Group = { id: 4, name: "Oncology", created_at: "2026-01-02T10:00:00Z" };

async function openDialog(study = STUDY, groups: readonly Group[] = []) {
  renderFor("radiologist", <PatientBanner study={study} subject="patient" />, { groups });
  await userEvent.click(screen.getByRole("button", { name: "Edit study" }));
}

test("the date and the description are corrected, and the dialog closes", async () => {
  fetching.mockImplementation(() => Promise.resolve(Response.json(STUDY)));
  await openDialog();
  fireEvent.change(screen.getByLabelText("Study date"), { target: { value: "2025-12-31" } });
  await userEvent.clear(screen.getByLabelText("Description"));
  await userEvent.type(screen.getByLabelText("Description"), "after surgery");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const request = fetching.mock.calls[0]![0] as Request;
  expect(request.method).toBe("PATCH");
  expect(new URL(request.url).pathname).toBe("/api/studies/7");
  expect(await request.json()).toEqual({ study_date: "2025-12-31", description: "after surgery" });
});

test.each([
  [STUDY, "Oncology", 4],
  [{ ...STUDY, group: ONCOLOGY }, "Everyone", null],
])("a study is given to a group, and to everyone", async (study, chosen, given) => {
  fetching.mockImplementation(() => Promise.resolve(Response.json(STUDY)));
  await openDialog(study, [ONCOLOGY]);
  await userEvent.selectOptions(screen.getByLabelText("Seen by"), chosen);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const request = fetching.mock.calls[0]![0] as Request;
  expect(await request.json()).toMatchObject({ group_id: given });
});

test("who has no group is not asked for one", async () => {
  await openDialog();
  expect(screen.queryByLabelText("Seen by")).toBeNull();
});

test("what is refused is said beside its field, and the dialog stays", async () => {
  const errors = [{ field: "study_date", message: "This must not lie in the future." }];
  fetching.mockImplementation(() =>
    Promise.resolve(Response.json({ title: "Not accepted", detail: "", errors }, { status: 422 })),
  );
  await openDialog();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("This must not lie in the future.")).toBeVisible();
  expect(screen.getByLabelText("Study date")).toBeInvalid();
});

test("a viewer is not offered it", () => {
  renderFor("viewer", <PatientBanner study={STUDY} subject="patient" />);
  expect(screen.queryByRole("button", { name: "Edit study" })).toBeNull();
});
