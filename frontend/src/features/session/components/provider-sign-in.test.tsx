import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { sessionOf } from "@/testing/samples";

import { keepReturnPath } from "../return-path";
import { ProviderButton } from "./provider-button";
import { ProviderReturn } from "./provider-return";

const asked = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => {
  asked.mockReset();
  sessionStorage.clear();
  vi.stubGlobal("fetch", asked);
});
afterEach(() => vi.unstubAllGlobals());

function show(address: string) {
  render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MemoryRouter initialEntries={[address]}>
          <Routes>
            <Route path="/sign-in" Component={ProviderButton} />
            <Route path="/sign-in/provider" Component={ProviderReturn} />
            <Route path="/studies/7" element="the study" />
            <Route path="/" element="the start page" />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </StrictMode>,
  );
}

test("without a provider there is no button", async () => {
  asked.mockImplementation(() => Promise.resolve(Response.json({ name: null })));
  show("/sign-in");
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(screen.queryByRole("button")).toBeNull();
});

test("a provider that is away is said to be, and the button stays", async () => {
  const problem = { title: "Not available at the moment", detail: "The sign-in provider does not answer." };
  asked.mockImplementation((request) =>
    Promise.resolve(
      request.url.endsWith("/address") ? Response.json(problem, { status: 503 }) : Response.json({ name: "Clinic" }),
    ),
  );
  show("/sign-in");
  await userEvent.click(await screen.findByRole("button", { name: "Sign in with Clinic" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("button")).toBeEnabled();
});

test("what the provider gave is brought to the server once, and leads to the page from before", async () => {
  asked.mockImplementation(() => Promise.resolve(Response.json(sessionOf("viewer"))));
  keepReturnPath("/studies/7?view=axial");
  show("/sign-in/provider?code=the-code&state=the-state");
  expect(await screen.findByText("the study")).toBeVisible();
  expect(asked).toHaveBeenCalledOnce();
  expect(await asked.mock.calls[0]?.[0].json()).toEqual({ code: "the-code", state: "the-state" });
});

test("a refusal of the server is said in its words", async () => {
  const problem = { title: "Not allowed", detail: "You are not among those who may use NeuroSlice." };
  asked.mockImplementation(() => Promise.resolve(Response.json(problem, { status: 403 })));
  show("/sign-in/provider?code=the-code&state=the-state");
  expect(await screen.findByRole("alert")).toHaveTextContent("You are not among those");
  expect(screen.getByRole("link", { name: "Back to signing in" })).toHaveAttribute("href", "/sign-in");
});

test("a refusal of the provider is not asked about", async () => {
  show("/sign-in/provider?error=access_denied&state=the-state");
  expect(await screen.findByRole("alert")).toHaveTextContent("did not sign you in");
  expect(asked).not.toHaveBeenCalled();
});
