import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientBanner } from "./patient-banner";

test("the banner says whose study it is and when it was made", () => {
  renderFor("viewer", <PatientBanner study={STUDY} subject="patient" />);
  const banner = screen.getByTestId("patient-banner");
  for (const fact of ["Lovelace, Ada", "A-1", "Dec 10, 1955", "Female", "Jan 2, 2026", "before surgery"]) {
    expect(banner).toHaveTextContent(fact);
  }
});

test("what is not known is a dash", () => {
  const patient = { ...STUDY.patient, birth_date: null, sex: null };
  renderFor("viewer", <PatientBanner study={{ ...STUDY, patient }} subject="patient" />);
  expect(screen.getByTestId("patient-banner")).toHaveTextContent("Birth date–Sex–");
});

test("a sample has a number, and neither birth date nor sex", () => {
  renderFor("viewer", <PatientBanner study={STUDY} subject="sample" />);
  const banner = screen.getByRole("region", { name: "Sample and study" });
  expect(banner).toHaveTextContent(`Sample number${STUDY.patient.mrn}`);
  expect(banner).not.toHaveTextContent(/Record number|Birth date|Sex/);
});
