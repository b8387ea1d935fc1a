import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { Account } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { AccountTable } from "./account-table";

const OWN: Account = { id: 1, name: "Dr. Kim", role: "admin", disabled: false, second_factor: true, created_at: "2026-01-02T10:00:00Z" };
const LOST: Account = { ...OWN, id: 2, name: "vera", role: "viewer" };
const NONE: Account = { ...LOST, id: 3, name: "nell", second_factor: false };

afterEach(() => vi.unstubAllGlobals());

test("the second factor of a colleague who has lost it is taken off after a question", async () => {
  const asked = vi.fn((request: Request) => {
    void request;
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  vi.stubGlobal("fetch", asked);
  renderFor("admin", <AccountTable accounts={[OWN, LOST, NONE]} />);

  // One's own is taken off on one's own page, and what is not there cannot be.
  await userEvent.click(screen.getByRole("button", { name: "Take off second factor" }));
  const dialog = screen.getByRole("dialog", { name: "Take the second factor off vera" });
  expect(asked).not.toHaveBeenCalled();
  await userEvent.click([...dialog.querySelectorAll("button")].at(-1)!);

  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const request = asked.mock.calls[0]?.[0];
  expect([request?.method, new URL(request?.url ?? "none:").pathname]).toEqual(["DELETE", "/api/accounts/2/second-factor"]);
});
