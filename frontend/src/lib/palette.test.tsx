import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";

import { inPalette } from "./palette";
import { usePalette } from "./use-palette";

const REGION = { id: "ET", name: "", labels: [4], colour: "#ff0000", colour_blind_colour: "#cc79a7", needs: [], seen_on: null };

function Colour() {
  return inPalette([REGION], usePalette()).map(({ colour }) => colour);
}

test("regions have the task's colours at first", () => {
  renderFor("viewer", <Colour />);
  expect(screen.getByText("#ff0000")).toBeVisible();
});

test("they have the colours that the account has chosen in whichever browser", () => {
  renderFor("viewer", <Colour />, { preferences: { palette: "colour-blind" } });
  expect(screen.getByText("#cc79a7")).toBeVisible();
});
