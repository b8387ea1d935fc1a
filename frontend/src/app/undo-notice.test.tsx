import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { noteDeletion } from "@/lib/last-deletion";
import { renderFor } from "@/testing/render";

import { UndoNotice } from "./undo-notice";

const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  fetching.mockReset();
  vi.stubGlobal("fetch", fetching);
  act(() => noteDeletion(null));
});

test("nothing is offered where nothing was deleted", () => {
  renderFor("radiologist", <UndoNotice />);
  expect(screen.queryByRole("button")).toBeNull();
});

test.each([
  [{ kind: "study", id: 7 } as const, "/api/studies/7/restore"],
  [{ kind: "patient", id: 3 } as const, "/api/patients/3/restore"],
])("a deletion is taken back: %o", async (deletion, address) => {
  fetching.mockImplementation(() => Promise.resolve(Response.json({})));
  renderFor("radiologist", <UndoNotice />);
  act(() => noteDeletion(deletion));

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));

  await vi.waitFor(() => expect(screen.queryByTestId("undo-notice")).toBeNull());
  const request = fetching.mock.calls[0]![0] as Request;
  expect([request.method, new URL(request.url).pathname]).toEqual(["POST", address]);
});

test("what cannot be taken back is said", async () => {
  const problem = { title: "Conflict", detail: "The record number is taken by now." };
  fetching.mockImplementation(() =>
    Promise.resolve(Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } })),
  );
  renderFor("radiologist", <UndoNotice />);
  act(() => noteDeletion({ kind: "study", id: 7 }));

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));

  expect(await screen.findByRole("alert")).toHaveTextContent("The record number is taken by now.");
});

test("a notice is closed without undoing", async () => {
  renderFor("radiologist", <UndoNotice />);
  act(() => noteDeletion({ kind: "study", id: 7 }));
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByTestId("undo-notice")).toBeNull();
  expect(fetching).not.toHaveBeenCalled();
});
