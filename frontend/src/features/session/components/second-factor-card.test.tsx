import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { SecondFactorCard } from "./second-factor-card";

afterEach(() => vi.unstubAllGlobals());

function show(enrolled: boolean) {
  const state = { enrolled, required: false, recovery_codes_left: enrolled ? 7 : 0 };
  const asked = vi.fn((request: Request) => {
    if (request.method === "GET") return Promise.resolve(Response.json(state));
    state.enrolled = false;
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  vi.stubGlobal("fetch", asked);
  renderFor("viewer", <SecondFactorCard />);
  return asked;
}

test("without one it can be set up, and nothing else", async () => {
  show(false);

  expect(await screen.findByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Take it off" })).toBeNull();
});

test("with one it says how many recovery codes are left", async () => {
  show(true);

  expect(await screen.findByText(/7 recovery codes are left/)).toBeVisible();
});

test("taking it off asks for the password first", async () => {
  const asked = show(true);
  await userEvent.click(await screen.findByRole("button", { name: "Take it off" }));
  expect(asked.mock.calls.every(([request]) => request.method === "GET")).toBe(true);
  await userEvent.type(screen.getByLabelText("Your password"), "a long phrase");
  await userEvent.click(screen.getByRole("button", { name: "Take it off" }));

  expect(await screen.findByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  const sent = asked.mock.calls.map(([request]) => request).find((request) => request.method === "POST");
  expect(new URL(sent?.url ?? "none:").pathname).toBe("/api/session/second-factor/removal");
});
