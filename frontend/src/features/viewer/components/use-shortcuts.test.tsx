import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { useShortcuts } from "./use-shortcuts";

function Page({ keys }: { keys: string[] }) {
  useShortcuts({
    onKey: ({ key }) => {
      keys.push(key);
      return true;
    },
  });
  return (
    <>
      <input aria-label="text" />
      <input aria-label="slice" type="range" />
      <button>button</button>
    </>
  );
}

test("keys are heard wherever the focus is", async () => {
  const keys: string[] = [];
  render(<Page keys={keys} />);
  await userEvent.keyboard("s");
  screen.getByRole("button").focus();
  await userEvent.keyboard("{ArrowUp}");
  expect(keys).toEqual(["s", "ArrowUp"]);
});

test("what is written is no shortcut", async () => {
  const keys: string[] = [];
  render(<Page keys={keys} />);
  await userEvent.type(screen.getByRole("textbox"), "sad");
  expect(keys).toEqual([]);
});

test("a slider keeps the keys that move it, and no others", () => {
  const keys: string[] = [];
  render(<Page keys={keys} />);
  for (const key of ["ArrowUp", "PageDown", "Home", "i"]) fireEvent.keyDown(screen.getByRole("slider"), { key });
  expect(keys).toEqual(["i"]);
});

test("an open dialog has all keys for itself", async () => {
  const keys: string[] = [];
  render(
    <>
      <Page keys={keys} />
      <dialog open />
    </>,
  );
  await userEvent.keyboard("s");
  expect(keys).toEqual([]);
});
