import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { HOSTILE_NAMES, watchForHarm } from "@/testing/hostile-names";
import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientBanner } from "./patient-banner";
import { StudyList } from "./study-list";

const studyOf = (name: string) => ({ ...STUDY, description: name, patient: { ...STUDY.patient, name, mrn: name } });

test.each(HOSTILE_NAMES)("%s is shown letter by letter above a study, and nothing is made of it", (name) => {
  const expectNoHarm = watchForHarm();
  const study = studyOf(name);
  renderFor("viewer", <PatientBanner study={study} subject="patient" />);
  expect(screen.getByRole("heading").textContent).toBe(name);
  expect(screen.getByRole("heading")).toHaveAttribute("title", name);
  expect(screen.getByRole("link")).toHaveAttribute("href", `/patients/${study.patient.id}`);
  expectNoHarm(screen.getByTestId("patient-banner"), name, 3);
});

test.each(HOSTILE_NAMES)("%s is shown letter by letter in a list of studies and before it is deleted", async (name) => {
  const expectNoHarm = watchForHarm();
  renderFor("radiologist", <StudyList studies={[studyOf(name)]} />);
  expectNoHarm(screen.getByTestId("study-row"), name, 3);
  const button = screen.getByRole("button");
  expect(button.getAttribute("aria-label")).toContain(name);

  await userEvent.click(button);

  expectNoHarm(screen.getByRole("dialog"), name, 2);
});
