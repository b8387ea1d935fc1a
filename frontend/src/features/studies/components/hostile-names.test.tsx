import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";
import { STUDY } from "@/testing/samples";

import { PatientBanner } from "./patient-banner";

const NAMES = [
  "<script>globalThis.harmed = true</script>",
  '<img src="x" onerror="globalThis.harmed = true">',
  '"><svg onload="globalThis.harmed = true">',
  "javascript:globalThis.harmed=true",
  "{{name}} $t(study.edit) {0}",
  "محمد\u200f بن علي",
  "👩🏽‍⚕️ Ada",
  "김민지",
  "x".repeat(500),
];

test.each(NAMES)("%s is shown letter by letter, and nothing is made of it", (name) => {
  const harmed = vi.fn();
  vi.stubGlobal("harmed", undefined);
  window.addEventListener("error", harmed);
  const study = { ...STUDY, description: name, patient: { ...STUDY.patient, name, mrn: name } };
  renderFor("viewer", <PatientBanner study={study} />);
  window.removeEventListener("error", harmed);
  const banner = screen.getByTestId("patient-banner");
  expect(screen.getByRole("heading").textContent).toBe(name);
  expect(screen.getByRole("heading")).toHaveAttribute("title", name);
  expect(banner.textContent.split(name)).toHaveLength(4);
  expect(banner.querySelectorAll("script, img, svg")).toHaveLength(0);
  expect(screen.getByRole("link")).toHaveAttribute("href", `/patients/${study.patient.id}`);
  expect(harmed).not.toHaveBeenCalled();
  expect((globalThis as { harmed?: boolean }).harmed).toBeUndefined();
});
