import { act, fireEvent, render, screen } from "@testing-library/react";
import { createMemoryRouter, Link, RouterProvider, useLocation } from "react-router";
import { afterEach, expect, test, vi } from "vitest";

import { useTypedParams } from "./use-typed-params";

function Fields() {
  const [params, type] = useTypedParams();
  const given = Object.fromEntries(params);
  const bind = (name: string) => ({
    "aria-label": name,
    value: given[name] ?? "",
    onChange: (event: { target: { value: string } }) => type({ ...given, [name]: event.target.value }),
  });
  return (
    <>
      <input {...bind("first")} />
      <input {...bind("second")} />
      <output>{useLocation().search}</output>
      <Link to="?first=linked">elsewhere</Link>
    </>
  );
}

function open() {
  const router = createMemoryRouter([{ path: "/", element: <Fields /> }], { initialEntries: ["/?first=old"] });
  render(<RouterProvider router={router} />);
  return router;
}

/** Type as a browser does: nothing waits for the router's transition between two fields. */
async function typeAtOnce(label: string, text: string) {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await Promise.resolve();
}

test("a second field filled before the address has followed the first keeps both", async () => {
  open();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  await typeAtOnce("first", "a");
  await typeAtOnce("second", "b");
  expect(await screen.findByText("?first=a&second=b")).toBeTruthy();
  expect(screen.getByLabelText("first")).toHaveProperty("value", "a");
  expect(screen.getByLabelText("second")).toHaveProperty("value", "b");
});

afterEach(() => vi.unstubAllGlobals());

test("a link to other parameters, and the way back, are followed", async () => {
  const router = open();
  fireEvent.change(screen.getByLabelText("first"), { target: { value: "typed" } });
  await screen.findByText("?first=typed");
  fireEvent.click(screen.getByText("elsewhere"));
  await screen.findByText("?first=linked");
  expect(screen.getByLabelText("first")).toHaveProperty("value", "linked");
  await act(() => router.navigate(-1));
  expect(screen.getByLabelText("first")).toHaveProperty("value", "typed");
});

test("typing back what the address still says leaves the next address followed", async () => {
  open();
  fireEvent.change(screen.getByLabelText("first"), { target: { value: "a" } });
  fireEvent.change(screen.getByLabelText("first"), { target: { value: "old" } });
  await screen.findByText("?first=old");
  fireEvent.click(screen.getByText("elsewhere"));
  await screen.findByText("?first=linked");
  expect(screen.getByLabelText("first")).toHaveProperty("value", "linked");
});
