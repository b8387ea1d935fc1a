import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { renderFor } from "@/testing/render";
import { SEGMENTATION } from "@/testing/samples";

import { OlderMaskLine } from "./older-mask-line";

test("of an older mask it is said when it was made, and the newest one is a click away", () => {
  const onNewest = vi.fn();
  renderFor("viewer", <OlderMaskLine segmentation={SEGMENTATION} onNewest={onNewest} />);
  expect(screen.getByRole("status")).toHaveTextContent(/An older mask is shown, made .*2026/);
  fireEvent.click(screen.getByRole("button", { name: "Show the newest" }));
  expect(onNewest).toHaveBeenCalledOnce();
});
