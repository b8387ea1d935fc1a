import { renderHook, act } from "@testing-library/react";
import { expect, test } from "vitest";

import { choosePalette, inPalette, usePalette } from "./palette";
import { remembered } from "./remembered";

const REGION = { id: "ET", name: "", labels: [4], colour: "#ff0000", colour_blind_colour: "#cc79a7", needs: [], seen_on: null };

test("regions have the task's colours at first, and the chosen ones everywhere at once", () => {
  const { result } = renderHook(() => inPalette([REGION], usePalette()).map(({ colour }) => colour));
  expect(result.current).toEqual(["#ff0000"]);

  act(() => choosePalette("colour-blind"));

  expect(result.current).toEqual(["#cc79a7"]);
  expect(remembered("palette")).toBe("colour-blind");
  act(() => choosePalette("standard"));
  expect(result.current).toEqual(["#ff0000"]);
});
