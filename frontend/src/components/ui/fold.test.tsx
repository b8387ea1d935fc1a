import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { PreferencesChange } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { Fold } from "./fold";

const asked = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => vi.stubGlobal("fetch", asked.mockReset().mockRejectedValue(new TypeError("no network"))));

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

interface Shown {
  open?: boolean;
  held?: boolean;
  preferences?: PreferencesChange;
}

function show({ open, held, preferences }: Shown = {}) {
  return renderFor(
    "viewer",
    <Fold name="window" title="Words" open={open} held={held} aside={<em>three</em>} tools={<button>Sort</button>}>
      one two three
    </Fold>,
    { preferences },
  );
}

const title = () => screen.getByRole("button", { name: "Words" });

test("a title folds its section away with its tools, and what stands beside it stays", async () => {
  show();
  expect(screen.getByRole("region", { name: "Words" })).toHaveTextContent("one two three");
  await userEvent.click(title());
  expect(title()).toHaveAttribute("aria-expanded", "false");
  expect(screen.queryByText("one two three")).toBeNull();
  expect(screen.queryByRole("button", { name: "Sort" })).toBeNull();
  expect(screen.getByText("three")).toBeVisible();
});

test("it is found as it was left, even where the server could not be told", async () => {
  const { unmount } = show();
  await userEvent.click(title());
  unmount();
  show();
  expect(title()).toHaveAttribute("aria-expanded", "false");
});

test("it is folded where the account has folded it, in another browser too", () => {
  show({ preferences: { panels: { window: false, result: true } } });
  expect(title()).toHaveAttribute("aria-expanded", "false");
});

test("folding is kept with the account", async () => {
  show();
  await userEvent.click(title());
  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  expect(await asked.mock.lastCall![0].json()).toEqual({ panels: { window: false } });
});

test("what is folded at first is opened with the keyboard too", async () => {
  show({ open: false });
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByText("one two three")).toBeVisible();
});

test("what must be seen cannot be folded away, whatever was chosen before", async () => {
  const { unmount } = show();
  await userEvent.click(title());
  unmount();
  show({ held: true });
  expect(screen.getByText("one two three")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Words" })).toBeNull();
});
