import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderFor } from "@/testing/render";

import { PictureProvider } from "../picture-context";
import { HelpDialog } from "./help-dialog";

function meaningOf(name: string): string[] {
  return screen.getAllByRole("term").flatMap((term) => (term.textContent === name ? [term.nextElementSibling?.textContent ?? ""] : []));
}

test.each([
  { picture: false, wheel: "Next or previous slice", playing: ["Play through the slices, and stop"] },
  { picture: true, wheel: "Zoom at the pointer", playing: [] },
])("the list says what keys and the wheel do: in a picture $picture", ({ picture, wheel, playing }) => {
  renderFor(
    "viewer",
    <PictureProvider value={picture}>
      <HelpDialog onClose={() => undefined} />
    </PictureProvider>,
  );
  expect(meaningOf("Wheel")).toEqual([wheel]);
  expect(meaningOf("C")).toEqual(playing);
  expect(meaningOf("M")).toEqual(["Measure a distance"]);
});
