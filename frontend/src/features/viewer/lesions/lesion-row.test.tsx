import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import type { ShownMeasurement } from "../measurements/operations";
import { LesionRow } from "./lesion-row";
import type { MeasuredLesion } from "./measured-lesion";

const LESION: MeasuredLesion = {
  id: 1,
  volumeMl: 4.2,
  shape: { kind: "bidirectional", axis: "axial", index: 7, points: [] },
  longMm: 20,
  shortMm: 12,
  productMm2: 240,
  measurable: true,
  kept: null,
  adjusted: false,
};
const KEPT = { id: 9, author: "Dr. Kim", changed_by: null, pending: false } as ShownMeasurement;

function open(change: Partial<MeasuredLesion> = {}, rest: { held?: boolean } = {}) {
  const lesion = { ...LESION, ...change };
  const [onAdjust, onReset] = [vi.fn(), vi.fn()];
  renderFor(
    "radiologist",
    <LesionRow
      lesion={lesion}
      held={rest.held ?? false}
      onShow={vi.fn()}
      onAdjust={lesion.adjusted ? null : onAdjust}
      onReset={lesion.adjusted ? onReset : null}
    />,
  );
  return { onAdjust, onReset };
}

const row = () => screen.getByTestId("lesion-1");

test("a proposal is offered to be adjusted, and says how while its ends are shown", async () => {
  const { onAdjust } = open({}, { held: true });
  expect(row()).toHaveTextContent("proposed · drag an end or a line");
  await userEvent.click(screen.getByRole("button", { name: "Adjust", pressed: true }));
  expect(onAdjust).toHaveBeenCalledOnce();
});

test("what a hand has moved says whose it was, and can go back to the proposal", async () => {
  const { onReset } = open({ kept: KEPT, adjusted: true });
  expect(row()).toHaveTextContent("adjusted by Dr. Kim");
  await userEvent.click(screen.getByRole("button", { name: "Reset to proposal" }));
  expect(onReset).toHaveBeenCalledOnce();
});

test("on its way to the server it cannot be taken back yet", () => {
  open({ kept: { ...KEPT, pending: true }, adjusted: true });
  expect(screen.getByRole("button", { name: "Reset to proposal" })).toBeDisabled();
});

test("what was kept without having been moved is called proposed", () => {
  open({ kept: KEPT });
  expect(row()).toHaveTextContent("proposed");
  expect(row()).not.toHaveTextContent("adjusted");
});

test("what is too small to be counted says so", () => {
  open({ kept: KEPT, adjusted: true, shortMm: 8, measurable: false });
  expect(row()).toHaveTextContent("below 10 mm, not in the sum");
});
