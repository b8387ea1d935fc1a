import { cleanup, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import type { Window } from "../painting/window-table";
import type { SliceSource } from "../slices/slice-source";
import { WindowHistogram } from "./window-histogram";

const NOTHING: SliceSource = {
  subscribe: () => () => undefined,
  value: () => undefined,
  get: () => undefined,
  failure: () => undefined,
  want: () => undefined,
  loaded: () => [],
  progress: () => 0,
  close: () => undefined,
};

function show(window: Window, source = NOTHING) {
  renderFor(
    "viewer",
    <WindowHistogram
      channel="flair"
      source={source}
      shape={[4, 4, 4]}
      display={{ range: { low: 0, high: 1000 }, window: { low: 0, high: 1000 } }}
      window={window}
      onChange={() => undefined}
    />,
  );
  return [screen.getByRole("slider", { name: "Black up to" }), screen.getByRole("slider", { name: "White from" })] as const;
}

test("where both handles meet at the bright end, black is on top, for white can go no further", () => {
  const [black, white] = show({ low: 999, high: 1000 });
  expect(Number(black.style.zIndex)).toBeGreaterThan(Number(white.style.zIndex));
});

test("where both handles meet at the dark end, white is on top", () => {
  const [black, white] = show({ low: 0, high: 1 });
  expect(black.compareDocumentPosition(white) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(Number(black.style.zIndex)).toBe(Number(white.style.zIndex));
});

test("the slice that it counts is asked for, after all that views want, and given up with it", () => {
  const want = vi.fn();
  show({ low: 0, high: 1 }, { ...NOTHING, want });
  const middle = { kind: "image", channel: "flair", axis: "axial", index: 2 };
  expect(want).toHaveBeenLastCalledWith("histogram", [middle], { aside: true });
  cleanup();
  expect(want).toHaveBeenLastCalledWith("histogram", [], { aside: true });
});
