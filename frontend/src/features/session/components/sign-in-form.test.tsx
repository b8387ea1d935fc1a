import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { SignInForm } from "./sign-in-form";

test("a wrong password is said in words", async () => {
  const answer = () => Promise.resolve(new Response(JSON.stringify({ title: "Unauthorized" }), { status: 401 }));
  vi.stubGlobal("fetch", vi.fn(answer));
  renderFor("viewer", <SignInForm />);
  await userEvent.type(screen.getByLabelText("Name"), "kim");
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Name or password is not right.");
  vi.unstubAllGlobals();
});

test("the research notice stands on the first page too", () => {
  renderFor("viewer", <SignInForm />);
  expect(screen.getByTestId("research-notice")).toHaveTextContent("not a certified medical device");
});

test("a code is asked for only when the server asks for it, and goes along with the password", async () => {
  const asking = { title: "Please sign in", detail: "…", errors: [{ field: "code", message: "Please give the code." }] };
  const wrong = { ...asking, errors: [{ field: "code", message: "This code is not right." }] };
  const replies = [asking, wrong].map((body) => () => Response.json(body, { status: 401 }));
  const answer = vi.fn((request: Request) => {
    if (request.method === "GET") return Promise.resolve(Response.json({ name: null }));
    return Promise.resolve((replies.shift() ?? Response.error)());
  });
  vi.stubGlobal("fetch", answer);
  renderFor("viewer", <SignInForm />);
  await userEvent.type(screen.getByLabelText("Name"), "kim");
  await userEvent.type(screen.getByLabelText("Password"), "a long phrase");
  expect(screen.queryByLabelText("Code")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await userEvent.type(await screen.findByLabelText("Code"), "123456");
  expect(screen.queryByRole("alert")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));

  expect(await screen.findByText("This code is not right.")).toBeVisible();
  const tries = answer.mock.calls.map(([request]) => request).filter(({ method }) => method === "POST");
  expect(await tries[1]?.json()).toEqual({ name: "kim", password: "a long phrase", code: "123456" });
  vi.unstubAllGlobals();
});
