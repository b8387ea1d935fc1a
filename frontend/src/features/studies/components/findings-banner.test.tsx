import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";
import { SEGMENTATION, STUDY, TASK } from "@/testing/samples";

import { FindingsBanner } from "./findings-banner";

const WARNING = { code: "missing-channel" as const, channel: "flair", regions: ["WT"], message: "No FLAIR volume was given." };
const FINDING = { severity: "warning", channel: "t1", code: "wrong-modality", message: "The file in the T1 slot looks like a T2." };
const MISSING = { severity: "warning", channel: "flair", code: "missing-channel", message: WARNING.message };

const messages = () => within(screen.getByTestId("findings")).getAllByRole("listitem").map((item) => item.textContent);

test("what is missing is said with the regions that suffer, before there is a mask", () => {
  renderFor("viewer", <FindingsBanner study={{ ...STUDY, segmentations: [], warnings: [WARNING] }} task={TASK} />);
  expect(messages()).toEqual(["FLAIR is missing: whole tumour (WT) will be less exact."]);
});

test("what the worker noticed is said in its own words, and what is missing only once", () => {
  const segmentation = { ...SEGMENTATION, findings: [MISSING, FINDING] };
  renderFor("viewer", <FindingsBanner study={{ ...STUDY, warnings: [WARNING], segmentations: [segmentation] }} task={TASK} />);
  expect(messages()).toEqual(["FLAIR is missing: whole tumour (WT) will be less exact.", FINDING.message]);
});

test("nothing to know shows nothing", () => {
  renderFor("viewer", <FindingsBanner study={STUDY} task={TASK} />);
  expect(screen.queryByTestId("findings")).toBeNull();
});
