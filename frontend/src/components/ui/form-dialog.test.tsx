import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { ApiError } from "@/lib/http/problem";

import { FormDialog } from "./form-dialog";

function show({ busy = false, error = null }: { busy?: boolean; error?: Error | null } = {}) {
  const onSubmit = vi.fn();
  const onClose = vi.fn();
  const form = { title: "Change the name", action: "Rename", fields: ["name"], busy, error, onSubmit, onClose };
  render(
    <FormDialog {...form}>
      <label>
        Name <input required />
      </label>
    </FormDialog>,
  );
  return { onSubmit, onClose };
}

test("what is filled in is submitted by button and by Enter, and stays open until it is accepted", async () => {
  const { onSubmit, onClose } = show();
  expect(screen.getByRole("dialog", { name: "Change the name" })).toBeVisible();
  await userEvent.type(screen.getByLabelText("Name"), "Kim");
  await userEvent.click(screen.getByRole("button", { name: "Rename" }));
  await userEvent.type(screen.getByLabelText("Name"), "{Enter}");
  expect(onSubmit).toHaveBeenCalledTimes(2);
  expect(onClose).not.toHaveBeenCalled();
});

test("cancelling closes and submits nothing", async () => {
  const { onSubmit, onClose } = show();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(onClose).toHaveBeenCalledOnce();
  expect(onSubmit).not.toHaveBeenCalled();
});

test("a change under way is not submitted again", () => {
  show({ busy: true });
  expect(screen.getByRole("button", { name: "Rename" })).toBeDisabled();
});

test("an error is said above the buttons unless all of it stands beside the fields", () => {
  show({ error: new ApiError(422, "Not accepted", { fieldErrors: [{ field: "name", message: "Taken." }] }) });
  expect(screen.queryByRole("alert")).toBeNull();
  cleanup();
  show({ error: new ApiError(409, "Conflict", { detail: "Somebody else changed it." }) });
  expect(screen.getByRole("alert")).toHaveTextContent("Somebody else changed it.");
});
