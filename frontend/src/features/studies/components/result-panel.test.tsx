import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";
import { JOB, SEGMENTATION, STUDY } from "@/testing/samples";

import { ResultPanel } from "./result-panel";

test("a result says which model made it, and can be downloaded, once it is opened", async () => {
  renderFor("viewer", <ResultPanel study={STUDY} job={JOB} segmentation={SEGMENTATION} />);
  const panel = screen.getByTestId("result-panel");
  expect(panel).toHaveTextContent(/^ResultReady$/);
  await userEvent.click(screen.getByRole("button", { name: "Result" }));
  expect(panel).toHaveTextContent("unet3d");
  expect(panel).toHaveTextContent("1.2");
  expect(screen.getByRole("link", { name: "Download mask" })).toHaveAttribute("href", "/api/segmentations/12.nii.gz");
});

test("a running job says its stage and how far it is, and can be cancelled", () => {
  const job = { ...JOB, state: "running", stage: "segmenting", progress: 0.4 } as const;
  renderFor("radiologist", <ResultPanel study={STUDY} job={job} segmentation={null} />);
  expect(screen.getByTestId("job-stage")).toHaveTextContent("Segmenting");
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
  expect(screen.getByRole("button", { name: "Cancel segmentation" })).toBeEnabled();
  expect(screen.queryByRole("button", { name: "Run again" })).toBeNull();
});

test("a failed job says why, and can be run again", () => {
  const job = { ...JOB, state: "failed", error: "The network ran out of memory." } as const;
  renderFor("radiologist", <ResultPanel study={STUDY} job={job} segmentation={null} />);
  expect(screen.getByRole("alert")).toHaveTextContent("The network ran out of memory.");
  expect(screen.getByRole("button", { name: "Run again" })).toBeEnabled();
});

test("a viewer may neither cancel nor run again", () => {
  const job = { ...JOB, state: "running", stage: null, progress: 0 } as const;
  renderFor("viewer", <ResultPanel study={STUDY} job={job} segmentation={null} />);
  expect(screen.queryByRole("button")).toBeNull();
});
