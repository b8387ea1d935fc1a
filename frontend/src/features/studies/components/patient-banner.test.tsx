import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientBanner } from "./patient-banner";

test("the banner says whose study it is and when it was made", () => {
  renderFor("viewer", <PatientBanner study={STUDY} />);
  const banner = screen.getByTestId("patient-banner");
  for (const fact of ["Lovelace, Ada", "A-1", "Dec 10, 1955", "Female", "Jan 2, 2026", "before surgery"]) {
    expect(banner).toHaveTextContent(fact);
  }
});

test("what is not known is a dash", () => {
  const patient = { ...STUDY.patient, birth_date: null, sex: null };
  renderFor("viewer", <PatientBanner study={{ ...STUDY, patient }} />);
  expect(screen.getByTestId("patient-banner")).toHaveTextContent("Birth date–Sex–");
});
