import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { SessionsCard } from "./sessions-card";

afterEach(() => vi.unstubAllGlobals());

test("one button ends every session of the account", async () => {
  const asked = vi.fn((request: Request) => {
    void request;
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  vi.stubGlobal("fetch", asked);
  renderFor("viewer", <SessionsCard />);

  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere" }));

  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  const request = asked.mock.calls[0]?.[0];
  expect([request?.method, new URL(request?.url ?? "none:").pathname]).toEqual(["DELETE", "/api/session/everywhere"]);
});

test("a failure is said, and the button stays", async () => {
  const body = JSON.stringify({ title: "Not available at the moment", detail: "The database does not answer." });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status: 503 })));
  renderFor("viewer", <SessionsCard />);

  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere" }));

  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign out everywhere" })).toBeEnabled();
});
