import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { HOSTILE_NAMES, watchForHarm } from "@/testing/hostile-names";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { emptyForm } from "../upload-form";
import { PatientCard } from "./patient-card";

test.each(HOSTILE_NAMES)("%s is shown letter by letter in the upload form, found, chosen, typed and refused", async (name) => {
  const expectNoHarm = watchForHarm();
  const patient = { ...STUDY.patient, name, mrn: name };
  const page = { items: [{ ...patient, study_count: 0 }], total: 1, page: 1, per_page: 25 };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(page)));
  const card = { sample: false, errorFor: () => undefined, busy: false, onChange: vi.fn() };

  const finding = renderFor("radiologist", <PatientCard {...card} form={{ ...emptyForm(), patientKind: "existing" }} />);
  await userEvent.click(screen.getByRole("combobox"));
  expectNoHarm(await screen.findByRole("option"), name, 2);
  finding.unmount();

  const chosen = renderFor("radiologist", <PatientCard {...card} form={emptyForm(patient)} />);
  expectNoHarm(screen.getByTestId("chosen-patient"), name, 2);
  chosen.unmount();

  const form = { ...emptyForm(), newPatient: { mrn: "A-1", name, birthDate: "", sex: "" as const } };
  const { container } = renderFor("radiologist", <PatientCard {...card} form={form} errorFor={() => `not ${name}`} />);
  expect(screen.getByLabelText("Name")).toHaveValue(name);
  expectNoHarm(container, `not ${name}`, 4);
});
