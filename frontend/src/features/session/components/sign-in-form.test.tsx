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
