import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { FIRST_LOOK } from "../state/looking";
import { ViewerToolbar } from "./viewer-toolbar";

/** A browser that has a full screen, as this test environment has not. */
function give({ refuses = false } = {}) {
  let shown: Element | null = null;
  const show = (element: Element | null) => {
    shown = element;
    document.dispatchEvent(new Event("fullscreenchange"));
    return Promise.resolve();
  };
  Object.defineProperties(document, {
    fullscreenEnabled: { configurable: true, value: true },
    fullscreenElement: { configurable: true, get: () => shown },
    exitFullscreen: { configurable: true, value: () => show(null) },
  });
  document.documentElement.requestFullscreen = () =>
    refuses ? Promise.reject(new TypeError("refused")) : show(document.documentElement);
  return { leave: () => show(null) };
}

afterEach(() => {
  for (const name of ["fullscreenEnabled", "fullscreenElement", "exitFullscreen"]) Reflect.deleteProperty(document, name);
  Reflect.deleteProperty(document.documentElement, "requestFullscreen");
});

const button = () => screen.getByRole("button", { name: "Full screen" });
const open = () => renderFor("viewer", <ViewerToolbar {...FIRST_LOOK} dispatch={vi.fn()} playing={false} onPlay={vi.fn()} panelOpen onPanel={vi.fn()} onHelp={vi.fn()} />);

test("the page takes the whole screen and gives it back", async () => {
  give();
  open();
  await userEvent.click(button());
  expect(document.fullscreenElement).toBe(document.documentElement);
  expect(button()).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(button());
  expect(document.fullscreenElement).toBeNull();
  expect(button()).toHaveAttribute("aria-pressed", "false");
});

test("a browser that refuses leaves everything as it is", async () => {
  give({ refuses: true });
  open();
  await userEvent.click(button());
  expect(button()).toHaveAttribute("aria-pressed", "false");
});

test("where there is no full screen, there is no button for it", () => {
  open();
  expect(screen.queryByRole("button", { name: "Full screen" })).toBeNull();
});
