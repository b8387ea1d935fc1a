import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";
import { sessionOf } from "@/testing/samples";

import { SignInAgain } from "./sign-in-again";

const session = sessionOf("radiologist");
const show = () => {
  const onSignedIn = vi.fn();
  renderFor("radiologist", <SignInAgain account={session.account} onSignedIn={onSignedIn} onLeave={vi.fn()} />);
  return onSignedIn;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the same reader needs the password alone", async () => {
  const answer = vi.fn<(request: Request) => Promise<Response>>(() => Promise.resolve(new Response(JSON.stringify(session))));
  vi.stubGlobal("fetch", answer);
  const onSignedIn = show();
  expect(screen.getByLabelText("Name")).toHaveValue(session.account.name);
  await userEvent.type(screen.getByLabelText("Password"), "a long phrase");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(await answer.mock.calls[0]?.[0].json()).toEqual({ name: session.account.name, password: "a long phrase", code: "" });
});

test("a wrong password keeps the page locked", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: 401 })));
  const onSignedIn = show();
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Name or password is not right.");
  expect(onSignedIn).not.toHaveBeenCalled();
});

test("the lock does not close", () => {
  show();
  const dialog = screen.getByRole<HTMLDialogElement>("dialog", { name: "Your session has ended" });
  dialog.close();
  dialog.dispatchEvent(new Event("close"));
  expect(dialog.open).toBe(true);
});
