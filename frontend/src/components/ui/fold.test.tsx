import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { renderFor } from "@/testing/render";

import { Fold } from "./fold";

afterEach(() => localStorage.clear());

function show({ open, held }: { open?: boolean; held?: boolean } = {}) {
  return renderFor(
    "viewer",
    <Fold name="words" title="Words" open={open} held={held} aside={<em>three</em>} tools={<button>Sort</button>}>
      one two three
    </Fold>,
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

test("it is found as it was left", async () => {
  const { unmount } = show();
  await userEvent.click(title());
  unmount();
  show();
  expect(title()).toHaveAttribute("aria-expanded", "false");
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
