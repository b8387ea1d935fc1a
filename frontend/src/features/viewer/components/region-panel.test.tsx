import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Segmentation } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { SEGMENTATION, TASK } from "@/testing/samples";

import type { RegionStyles } from "../painting/region-style";
import { RegionPanel } from "./region-panel";

const STYLES: RegionStyles = { WT: { on: true, opacity: 0.45, mode: "fill" }, ET: { on: false, opacity: 0.45, mode: "both" } };

function open({ disabled = false, segmentation = SEGMENTATION }: { disabled?: boolean; segmentation?: Segmentation } = {}) {
  const onSwitch = vi.fn();
  const onOpacity = vi.fn();
  renderFor(
    "viewer",
    <RegionPanel
      regions={TASK.regions}
      styles={STYLES}
      segmentation={disabled ? null : segmentation}
      disabled={disabled}
      onSwitch={onSwitch}
      onOpacity={onOpacity}
    />,
  );
  return { onSwitch, onOpacity };
}

test("every region of the task has a switch, an opacity and its volume", () => {
  open();
  expect(screen.getByRole("switch", { name: "WT" })).toBeChecked();
  expect(screen.getByRole("switch", { name: "ET" })).not.toBeChecked();
  expect(within(screen.getByTestId("region-WT")).getByTestId("volume-WT")).toHaveTextContent("56.5mL");
});

test("switches and opacities tell what is wanted", async () => {
  const { onSwitch, onOpacity } = open();
  await userEvent.click(screen.getByRole("switch", { name: "WT" }));
  expect(onSwitch).toHaveBeenCalledWith("WT", false);
  fireEvent.change(screen.getByRole("slider", { name: "Opacity of WT" }), { target: { value: "80" } });
  expect(onOpacity).toHaveBeenCalledWith("WT", 0.8);
});

test("without a mask there is nothing to switch", () => {
  open({ disabled: true });
  expect(screen.getByRole("switch", { name: "WT" })).toBeDisabled();
  expect(screen.getByTestId("volume-WT")).toHaveTextContent("–");
});

test("beside each volume stands how sure it is, and a low one is flagged in words", () => {
  open();
  expect(screen.getByTestId("confidence-WT")).toHaveTextContent(/^confidence 0\.93$/);
  const low = screen.getByTestId("confidence-ET");
  expect(low).toHaveTextContent(/^Low confidence 0\.41$/);
  expect(low.querySelector("svg")).not.toBeNull();
});

test("nothing is said of how sure a mask from before is", () => {
  open({ segmentation: { ...SEGMENTATION, confidence: null, low_confidence: [] } });
  expect(screen.queryByTestId("confidence-WT")).toBeNull();
});
