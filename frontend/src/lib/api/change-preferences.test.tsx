import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { PreferencesChange } from "@/lib/api-types";
import { unconfirmed } from "@/lib/preferences";
import { renderFor } from "@/testing/render";
import { sessionOf } from "@/testing/samples";

import { useChangePreferences, useUnconfirmedPreferences } from "./change-preferences";
import { usePreferences } from "./get-session";

const ACCOUNT = sessionOf("viewer").account.id;
const CHANGES: Record<string, PreferencesChange> = {
  blind: { palette: "colour-blind" },
  standard: { palette: "standard" },
  turned: { convention: "neurological" },
  folded: { panels: { window: false } },
  opened: { panels: { result: true } },
};
const answer = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => vi.stubGlobal("fetch", answer.mockReset()));

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

function Choices() {
  useUnconfirmedPreferences();
  const { convention, palette, panels } = usePreferences();
  const change = useChangePreferences();
  return (
    <>
      <output>{JSON.stringify([convention, palette, panels])}</output>
      {Object.entries(CHANGES).map(([name, each]) => (
        <button key={name} onClick={() => change(each)}>
          {name}
        </button>
      ))}
    </>
  );
}

const choose = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const holds = () => JSON.parse(screen.getByRole("status").textContent) as unknown;
const sent = () => Promise.all(answer.mock.calls.map(([request]) => request.clone().json()));
const refusal = () => Promise.reject(new TypeError("no network"));
const agreement = () => Promise.resolve(Response.json({}));

test("a choice holds at once, and nothing of it stays in the browser once the server has it", async () => {
  let reply: (response: Response) => void = () => undefined;
  answer.mockReturnValue(new Promise((resolve) => (reply = resolve)));
  renderFor("viewer", <Choices />, { preferences: { panels: { window: true } } });

  await choose("opened");

  expect(holds()).toEqual([null, null, { window: true, result: true }]);
  expect(unconfirmed(ACCOUNT)).toEqual({ panels: { result: true } });
  reply(Response.json({}));
  await waitFor(() => expect(localStorage).toHaveLength(0));
  expect(holds()).toEqual([null, null, { window: true, result: true }]);
});

test("what the server could not be told holds at the next visit, and is sent then", async () => {
  answer.mockImplementation(refusal);
  const { unmount } = renderFor("viewer", <Choices />);
  await choose("turned");
  await choose("folded");
  await waitFor(() => expect(answer).toHaveBeenCalledTimes(2));
  unmount();
  answer.mockReset().mockImplementation(agreement);

  renderFor("viewer", <Choices />, { preferences: { convention: "radiological" } });

  expect(holds()).toEqual(["neurological", null, { window: false }]);
  await waitFor(() => expect(localStorage).toHaveLength(0));
  expect(await sent()).toEqual([{ convention: "neurological", panels: { window: false } }]);
});

test("what is chosen while an older choice is on its way stays", async () => {
  const replies: ((response: Response) => void)[] = [];
  answer.mockImplementation(() => new Promise((resolve) => replies.push(resolve)));
  renderFor("viewer", <Choices />);

  await choose("blind");
  await choose("standard");
  await waitFor(() => expect(replies).toHaveLength(1));
  replies[0]!(Response.json({}));
  await waitFor(() => expect(replies).toHaveLength(2));

  expect(unconfirmed(ACCOUNT)).toMatchObject({ palette: "standard" });
  expect(holds()).toEqual([null, "standard", {}]);
  replies[1]!(Response.json({}));
  await waitFor(() => expect(localStorage).toHaveLength(0));
  expect(await sent()).toEqual([{ palette: "colour-blind" }, { palette: "standard" }]);
});

test.each(["no JSON", "null", '{"palette":"sepia","convention":3,"panels":{"cellar":true,"window":"no"}}'])(
  "what something else wrote (%s) is no choice, and nothing is sent",
  (written) => {
    localStorage.setItem(`neuroslice.preferences.${ACCOUNT}`, written);
    renderFor("viewer", <Choices />);
    expect(holds()).toEqual([null, null, {}]);
    expect(answer).not.toHaveBeenCalled();
  },
);
