import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { OpenSession } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { OpenSessions } from "./open-sessions";

const HERE: OpenSession = {
  id: 4,
  created_at: "2026-01-02T08:00:00Z",
  seen_at: "2026-01-02T10:00:00Z",
  address: "10.1.2.3",
  agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  current: true,
};
const ELSEWHERE = { ...HERE, id: 3, address: "", agent: "", current: false };

afterEach(() => vi.unstubAllGlobals());

test("each browser is named with its address, and each but this one can be signed out", async () => {
  let open = [HERE, ELSEWHERE];
  const ended: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    if (request.method === "GET") {
      return Promise.resolve(Response.json({ items: open, total: open.length, page: 1, per_page: 100 }));
    }
    ended.push(`${request.method} ${new URL(request.url).pathname}`);
    open = [HERE];
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  renderFor("viewer", <OpenSessions accountId={7} />);

  const rows = await screen.findAllByTestId("session-row");
  expect(rows[0]).toHaveTextContent("Firefox on Linux10.1.2.3");
  expect(rows[0]).toHaveTextContent("This browser");
  expect(within(rows[0]!).queryByRole("button")).toBeNull();
  expect(rows[1]).toHaveTextContent("Unknown browser–");
  await userEvent.click(within(rows[1]!).getByRole("button", { name: /^Sign out Unknown browser, signed in/ }));

  await waitFor(() => expect(screen.getAllByTestId("session-row")).toHaveLength(1));
  expect(ended).toEqual(["DELETE /api/sessions/3"]);
});
