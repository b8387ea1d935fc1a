import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";
import { PICTURES, SEGMENTATION, STUDY, TASK, UNTRAINED } from "@/testing/samples";

import { StudyList } from "./study-list";

test("a study is listed with patient, day, status and volumes, and leads to its page", () => {
  renderFor("radiologist", <StudyList studies={[STUDY]} />);
  const row = screen.getByTestId("study-row");
  expect(row).toHaveTextContent("A-1");
  expect(row).toHaveTextContent("Jan 2, 2026");
  expect(row).toHaveTextContent("Ready");
  expect(row).toHaveTextContent("WT 56.5");
  expect(within(row).getByRole("link", { name: "Lovelace, Ada" })).toHaveAttribute("href", "/studies/7");
});

test("a viewer cannot delete", () => {
  renderFor("viewer", <StudyList studies={[STUDY]} />);
  expect(screen.queryByRole("button")).toBeNull();
});

test("deleting asks first, and names the patient", async () => {
  renderFor("radiologist", <StudyList studies={[STUDY]} />);
  await userEvent.click(screen.getByRole("button", { name: "Delete the study of Lovelace, Ada from Jan 2, 2026" }));
  expect(screen.getByRole("dialog")).toHaveTextContent("Lovelace, Ada (A-1)");
});

test("a study with something to know about it is marked, and the mark says what", () => {
  const finding = { severity: "warning", channel: null, code: "low-confidence", message: "The outline is uncertain." };
  const missing = { code: "missing-channel" as const, channel: "flair", regions: ["WT"], message: "" };
  const unsure = { ...STUDY, id: 8, segmentations: [SEGMENTATION, { ...SEGMENTATION, findings: [finding] }], warnings: [missing] };
  const partial = { ...STUDY, id: 9, segmentations: [], warnings: [missing] };
  const fine = { ...STUDY, id: 10, segmentations: [{ ...SEGMENTATION, findings: [finding] }, SEGMENTATION] };
  renderFor("viewer", <StudyList studies={[unsure, partial, fine]} />);
  const said = screen.getAllByTestId("study-row").map((row) => within(row).queryByRole("img")?.title ?? null);
  const lacking = "FLAIR is missing: whole tumour (WT) will be less exact.";
  expect(said).toEqual([`${lacking}\nThe outline is uncertain.`, lacking, null]);
});

test.each([false, true])("the group that a study is kept to is named, on a patient's own page: %s", (ofOnePatient) => {
  const limited = { ...STUDY, id: 8, group: { id: 4, name: "Oncology" } };
  renderFor("viewer", <StudyList studies={[limited, STUDY]} ofOnePatient={ofOnePatient} />);
  const named = screen.getAllByTestId("study-row").map((row) => within(row).queryByTitle("Seen by Oncology alone") !== null);
  expect(named).toEqual([true, false]);
});

test("what a study is of is said where there is more than one thing that it could be of", () => {
  const cells = { ...STUDY, id: 8, task: PICTURES.id, volumes_ml: null };
  renderFor("viewer", <StudyList studies={[STUDY, cells]} />, { tasks: [TASK, { ...PICTURES, served: true }] });
  const [tumour, neurons] = screen.getAllByTestId("study-row");
  expect(tumour).toHaveTextContent("Brain tumour");
  expect(neurons).toHaveTextContent(PICTURES.name);
});

test("where one task alone is offered, no study says what it is of", () => {
  renderFor("viewer", <StudyList studies={[STUDY]} />, { tasks: [TASK, UNTRAINED] });
  expect(screen.getByTestId("study-row")).not.toHaveTextContent("Brain tumour");
});
