import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Segmentation } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { SEGMENTATION } from "@/testing/samples";

import { UncertaintyRow } from "./uncertainty-row";

function open({ on = false, segmentation = SEGMENTATION }: { on?: boolean; segmentation?: Segmentation | null } = {}) {
  const onChange = vi.fn();
  renderFor("viewer", <UncertaintyRow style={{ on, opacity: 0.7 }} segmentation={segmentation} onChange={onChange} />);
  return onChange;
}

const toggle = () => screen.getByRole("switch", { name: "Uncertainty" });

test("it is switched with the keyboard too", async () => {
  const onChange = open();
  await userEvent.tab();
  expect(toggle()).toHaveFocus();
  await userEvent.keyboard(" ");
  expect(onChange).toHaveBeenCalledWith({ on: true });
});

test("it has an opacity of its own", () => {
  const onChange = open({ on: true });
  fireEvent.change(screen.getByRole("slider", { name: "Opacity of Uncertainty" }), { target: { value: "25" } });
  expect(onChange).toHaveBeenCalledWith({ opacity: 0.25 });
});

test("its colours are explained in the server's own colours", () => {
  open();
  const scale = screen.getByRole("img", { name: /violet.*yellow/ });
  expect(scale).toHaveAttribute("src", "/api/segmentations/uncertainty-scale.png");
  expect(screen.getByTestId("uncertainty")).toHaveTextContent("sureundecided");
});

test("what it is and what it does to the regions is said in words, in sight while it is on", () => {
  open({ on: true });
  expect(toggle()).toHaveAccessibleDescription(/0 is sure.*outlines/);
  expect(screen.getByText(/0 is sure/)).not.toHaveClass("visually-hidden");
});

test("a mask from before has none, and says what to do", () => {
  open({ on: true, segmentation: { ...SEGMENTATION, has_uncertainty: false } });
  expect(toggle()).toBeDisabled();
  expect(toggle()).not.toBeChecked();
  expect(screen.getByTestId("uncertainty")).toHaveTextContent("run it again");
});

test("without a mask there is nothing to switch", () => {
  open({ segmentation: null });
  expect(toggle()).toBeDisabled();
  expect(screen.queryByRole("img")).toBeNull();
});
