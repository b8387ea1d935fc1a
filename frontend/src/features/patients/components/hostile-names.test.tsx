import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Patient } from "@/lib/api-types";
import { HOSTILE_NAMES, watchForHarm } from "@/testing/hostile-names";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientHead } from "./patient-head";
import { PatientList } from "./patient-list";

const patientOf = (name: string): Patient => ({ ...STUDY.patient, name, mrn: name, study_count: 2 }) as Patient;

test.each(HOSTILE_NAMES)("%s is shown letter by letter in the list of patients, and nothing is made of it", async (name) => {
  const expectNoHarm = watchForHarm();
  const page = { items: [patientOf(name)], total: 1, page: 1, per_page: 25 };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(page)));
  renderFor("viewer", <PatientList q={name} />);
  const row = await screen.findByTestId("patient-row");
  expectNoHarm(row, name, 2);
  const address = new URL(screen.getByRole("link").getAttribute("href")!, "http://here");
  expect([address.host, address.pathname, address.searchParams.get("q")]).toEqual(["here", "/patients/3", name]);
});

test.each(HOSTILE_NAMES)("%s is said letter by letter where nothing matches it", async (name) => {
  const expectNoHarm = watchForHarm();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ items: [], total: 0, page: 1, per_page: 25 })));
  renderFor("viewer", <PatientList q={name} />);
  expectNoHarm((await screen.findByText((text) => text.includes(name))).parentElement!, name, 1);
});

test.each(HOSTILE_NAMES)("%s is shown letter by letter on a patient's page, before a change and before a deletion", async (name) => {
  const expectNoHarm = watchForHarm();
  const { container } = renderFor("radiologist", <PatientHead patient={patientOf(name)} onDeleted={vi.fn()} />);
  expectNoHarm(container, name, 2);

  await userEvent.click(screen.getByRole("button", { name: "Delete patient" }));
  expectNoHarm(screen.getByRole("dialog"), name, 2);
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));

  await userEvent.click(screen.getByRole("button", { name: "Rename" }));
  expect(screen.getByLabelText("Name")).toHaveValue(name);
  expectNoHarm(screen.getByRole("dialog"), name, 0);
});
