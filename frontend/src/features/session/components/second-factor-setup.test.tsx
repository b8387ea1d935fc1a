import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";

import { SecondFactorSetup } from "./second-factor-setup";

const BEGUN = { key: "ABCDEFGH", address: "otpauth://totp/x", qr_code: "data:image/svg+xml,x" };
const CODES = { recovery_codes: ["AAAAAA-BBBBBB", "CCCCCC-DDDDDD"] };

afterEach(() => vi.unstubAllGlobals());

function answer(replies: Record<string, () => Response>) {
  const asked = vi.fn((request: Request) => Promise.resolve(replies[request.method]?.() ?? Response.error()));
  vi.stubGlobal("fetch", asked);
  return asked;
}

async function begin() {
  await userEvent.type(screen.getByLabelText("Your password"), "a long phrase");
  await userEvent.click(screen.getByRole("button", { name: "Set up an authenticator app" }));
}

test("the password, a code, and the recovery codes are there to be kept", async () => {
  const asked = answer({ POST: () => Response.json(BEGUN, { status: 201 }), PUT: () => Response.json(CODES) });
  const onDone = vi.fn();
  renderFor("admin", <SecondFactorSetup onDone={onDone} />);

  await begin();
  expect(await screen.findByRole("img", { name: /QR code/ })).toHaveAttribute("src", BEGUN.qr_code);
  expect(screen.getByTestId("second-factor-key")).toHaveTextContent("ABCDEFGH");
  await userEvent.type(screen.getByLabelText("Code"), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Confirm the code" }));
  expect(await screen.findByTestId("recovery-codes")).toHaveTextContent("AAAAAA-BBBBBB");
  expect(onDone).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "I have kept them" }));

  expect(onDone).toHaveBeenCalledOnce();
  expect(await asked.mock.calls[0]?.[0].json()).toEqual({ password: "a long phrase" });
  expect(await asked.mock.calls[1]?.[0].json()).toEqual({ code: "123456" });
});

test("a wrong code is said beside its field, and the picture stays", async () => {
  const wrong = { title: "Not accepted", detail: "No.", errors: [{ field: "code", message: "Is its clock right?" }] };
  answer({ POST: () => Response.json(BEGUN, { status: 201 }), PUT: () => Response.json(wrong, { status: 422 }) });
  renderFor("admin", <SecondFactorSetup onDone={vi.fn()} />);

  await begin();
  await userEvent.type(await screen.findByLabelText("Code"), "000000");
  await userEvent.click(screen.getByRole("button", { name: "Confirm the code" }));

  expect(await screen.findByText("Is its clock right?")).toBeVisible();
  expect(screen.getByRole("img", { name: /QR code/ })).toBeVisible();
});

test("a wrong password shows no key", async () => {
  const wrong = { title: "Not accepted", detail: "No.", errors: [{ field: "password", message: "Not yours." }] };
  answer({ POST: () => Response.json(wrong, { status: 422 }) });
  renderFor("admin", <SecondFactorSetup onDone={vi.fn()} />);

  await begin();

  expect(await screen.findByText("Not yours.")).toBeVisible();
  expect(screen.queryByTestId("second-factor-key")).toBeNull();
});
