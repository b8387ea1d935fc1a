import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { PictureProvider } from "../picture-context";
import { FIRST_LOOK } from "../state/looking";
import { ViewerToolbar } from "./viewer-toolbar";

function show(change: Partial<typeof FIRST_LOOK> = {}, { playing = false, picture = false } = {}) {
  const dispatch = vi.fn();
  const [onHelp, onPlay, onPanel] = [vi.fn(), vi.fn(), vi.fn()];
  const { tool, layout, mainAxis, flipped, smoothing, inverted, camerasLinked } = { ...FIRST_LOOK, ...change };
  const looking = { tool, layout, mainAxis, flipped, smoothing, inverted, camerasLinked };
  renderFor(
    "viewer",
    <PictureProvider value={picture}>
      <ViewerToolbar {...looking} {...{ dispatch, onHelp, onPlay, onPanel }} playing={playing} panelOpen />
    </PictureProvider>,
  );
  return { dispatch, onHelp, onPlay, onPanel };
}

test("a tool is taken in hand", async () => {
  const { dispatch } = show();
  expect(screen.getByRole("radio", { name: "Crosshair" })).toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "Zoom" }));
  expect(dispatch).toHaveBeenCalledWith({ type: "choose tool", tool: "zoom" });
});

test("switches turn over what is on or off", async () => {
  const { dispatch } = show({ smoothing: true, flipped: false });
  const smoothing = screen.getByRole("button", { name: "Smooth between voxels" });
  expect(smoothing).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(smoothing);
  await userEvent.click(screen.getByRole("button", { name: /^Neurological/ }));
  expect(dispatch.mock.calls).toEqual([
    [{ type: "change looking", change: { smoothing: false } }],
    [{ type: "change looking", change: { flipped: true } }],
  ]);
});

test("the direction of the main view is chosen where there is one", async () => {
  const { dispatch } = show({ layout: "large" });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Direction of the main view" }), "Coronal");
  expect(dispatch).toHaveBeenCalledWith({ type: "lay out", layout: "large", axis: "coronal" });
});

test("three views have no main one", () => {
  show({ layout: "three" });
  expect(screen.queryByRole("combobox")).toBeNull();
});

test("the panel beside the views is put away", async () => {
  const { onPanel } = show();
  expect(screen.getByRole("button", { name: "Side panel" })).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(screen.getByRole("button", { name: "Side panel" }));
  expect(onPanel).toHaveBeenCalledWith(false);
});

test("the button that plays says what it does next", async () => {
  const { onPlay } = show();
  await userEvent.click(screen.getByRole("button", { name: "Play through the slices" }));
  expect(onPlay).toHaveBeenCalledOnce();
  cleanup();
  show({}, { playing: true });
  expect(screen.getByRole("button", { name: "Stop playing" })).toBeVisible();
});

test("help is a button too", async () => {
  const { onHelp } = show();
  await userEvent.click(screen.getByRole("button", { name: "Keys and gestures" }));
  expect(onHelp).toHaveBeenCalledOnce();
});

test("for a picture there is nothing to lay out, to link, to play, and no side of a patient", () => {
  show({}, { picture: true });
  expect(screen.getByRole("radio", { name: "Zoom" })).toBeVisible();
  expect(screen.queryByRole("radiogroup", { name: "Layout" })).toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
  const others = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(others.filter((name) => /Neurological|move all views|Play/.test(name ?? ""))).toEqual([]);
  expect(others.filter((name) => /Smooth|greys|panel/.test(name ?? ""))).toHaveLength(3);
});
