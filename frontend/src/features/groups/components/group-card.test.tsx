import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { Account, Group } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { GroupCard } from "./group-card";

const GROUP: Group = { id: 3, name: "Neurosurgery", created_at: "2026-01-02T10:00:00Z" };
const KIM = { id: 7, name: "kim", role: "radiologist", disabled: false };
const ACCOUNTS = [KIM, { ...KIM, id: 8, name: "lee" }] as Account[];

let inside: (typeof KIM)[] = [];
let problem: Response | null = null;
const sent: string[] = [];

beforeEach(() => {
  inside = [KIM];
  problem = null;
  sent.length = 0;
  vi.stubGlobal("fetch", (request: Request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "GET") return Promise.resolve(Response.json({ items: inside, total: 1, page: 1, per_page: 100 }));
    sent.push(`${request.method} ${pathname}`);
    return Promise.resolve(problem ?? new Response(null, { status: 204 }));
  });
});

const members = () => screen.findByRole("list", { name: "In Neurosurgery" });

test("those outside are put in by choosing them", async () => {
  renderFor("admin", <GroupCard group={GROUP} accounts={ACCOUNTS} />);
  expect(await members()).toHaveTextContent("kim");
  const choice = screen.getByLabelText("Put into Neurosurgery");
  expect(within(choice).queryByRole("option", { name: "kim" })).toBeNull();

  inside = ACCOUNTS;
  await userEvent.selectOptions(choice, "lee");

  expect(await screen.findByRole("button", { name: "Take lee out of Neurosurgery" })).toBeVisible();
  expect(sent).toEqual(["PUT /api/groups/3/accounts/8"]);
});

test("those inside are taken out", async () => {
  renderFor("admin", <GroupCard group={GROUP} accounts={ACCOUNTS} />);
  await members();

  inside = [];
  await userEvent.click(screen.getByRole("button", { name: "Take kim out of Neurosurgery" }));

  expect(await screen.findByText("Nobody is in this group yet.")).toBeVisible();
  expect(sent).toEqual(["DELETE /api/groups/3/accounts/7"]);
});

test("why a group cannot be deleted is said", async () => {
  const body = { title: "Conflict", detail: "Neurosurgery has studies or patients." };
  problem = Response.json(body, { status: 409, headers: { "Content-Type": "application/problem+json" } });
  renderFor("admin", <GroupCard group={GROUP} accounts={ACCOUNTS} />);

  await userEvent.click(screen.getByRole("button", { name: "Delete Neurosurgery" }));

  expect(await screen.findByRole("alert")).toHaveTextContent("Neurosurgery has studies or patients.");
  expect(sent).toEqual(["DELETE /api/groups/3"]);
});
