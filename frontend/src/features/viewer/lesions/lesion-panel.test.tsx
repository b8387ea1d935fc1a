import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Lesion } from "@/lib/api-types";
import { renderFor } from "@/testing/render";

import { Drawing } from "../measurements/drawing";
import { LabelPlaces } from "../measurements/label-places";
import { MeasurementHistory } from "../measurements/measurement-history";
import { MeasuringProvider } from "../measurements/measuring-context";
import { LesionPanel } from "./lesion-panel";

function lesion(id: number, size: number): Lesion {
  return {
    id,
    volume_ml: 1,
    measurable: size >= 10,
    index: id,
    long: [
      [10, 10, id],
      [10 + size, 10, id],
    ],
    short: [
      [14, 8, id],
      [14, 8 + size, id],
    ],
    long_mm: size,
    short_mm: size,
    product_mm2: size * size,
  };
}

const found = vi.hoisted(() => ({ items: [] as Lesion[] }));
vi.mock("../api/get-lesions", () => ({ useLesions: () => ({ data: found, isPending: false, error: null, refetch: vi.fn() }) }));

function open(items: Lesion[]) {
  found.items = items;
  const silent = () => new Promise<never>(() => undefined);
  const cache = { find: () => undefined, put: vi.fn(), drop: vi.fn(), refresh: vi.fn() };
  const drawing = new Drawing({ size: [100, 100, 20], spacing: [1, 1, 1] });
  const onGoTo = vi.fn();
  const measuring = {
    drawing,
    history: new MeasurementHistory({ create: silent, change: silent, remove: silent }, cache),
    labels: new LabelPlaces(),
    mayKeep: false,
    query: { isPending: false, error: null, refetch: vi.fn() },
    kept: [],
    valuesOf: () => ({}),
    keep: () => true,
    remove: vi.fn(),
    rename: vi.fn(),
  };
  renderFor(
    "viewer",
    <MeasuringProvider value={measuring}>
      <LesionPanel region="ET" segmentationId={3} on onSwitch={vi.fn()} onGoTo={onGoTo} />
    </MeasuringProvider>,
  );
  return { drawing, onGoTo };
}

const numbers = () => screen.getAllByRole("listitem").map((row) => row.dataset.testid);

test("lesions below the limit are listed behind the line that counts them, and are not in the sum", async () => {
  open([lesion(1, 20), lesion(2, 8), lesion(3, 4)]);
  await userEvent.click(screen.getByRole("button", { name: "1 of 3 lesions measurable" }));
  expect(numbers()).toEqual(["lesion-1"]);

  await userEvent.click(screen.getByRole("button", { name: "2 more lesions are not measurable (below 10 mm)", expanded: false }));
  expect(numbers()).toEqual(["lesion-1", "lesion-2", "lesion-3"]);
  expect(screen.getByTestId("lesion-1")).not.toHaveTextContent("below 10 mm");
  expect(screen.getByTestId("lesion-3")).toHaveTextContent("below 10 mm, not in the sum");
  expect(screen.getByTestId("sum-of-products")).toHaveTextContent("Sum of products 400 mm²");
});

test("going to a lesion below the limit selects it, so that it is drawn", async () => {
  const { drawing, onGoTo } = open([lesion(1, 20), lesion(2, 8)]);
  await userEvent.click(screen.getByRole("button", { name: "1 of 2 lesions measurable" }));
  await userEvent.click(within(screen.getByTestId("lesion-1")).getByRole("button"));
  expect(drawing.state().selected).toBeNull();

  await userEvent.click(screen.getByRole("button", { name: "1 more lesion is not measurable (below 10 mm)" }));
  await userEvent.click(within(screen.getByTestId("lesion-2")).getByRole("button"));
  expect(onGoTo).toHaveBeenLastCalledWith([14, 10, 2]);
  expect(drawing.state().selected).toBe("proposal-2");
});

test("where no lesion is below the limit nothing says so", async () => {
  open([lesion(1, 20)]);
  await userEvent.click(screen.getByRole("button", { name: "1 lesion" }));
  expect(screen.queryByText(/more lesion/)).not.toBeInTheDocument();
});
