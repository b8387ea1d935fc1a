import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Measurement } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { ApiError, NetworkError } from "@/lib/http/problem";
import { saveFile } from "@/lib/save-file";
import { renderFor } from "@/testing/render";

import { Drawing } from "../drawing";
import { LabelPlaces } from "../label-places";
import { MeasurementHistory, type MeasurementServer } from "../measurement-history";
import { MeasuringProvider } from "../measuring-context";
import { MeasurementFailure } from "./measurement-failure";
import { MeasurementList } from "./measurement-list";

const AFFINE = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];
vi.mock("@/lib/save-file", () => ({ saveFile: vi.fn() }));

const DISTANCE: Measurement = {
  id: 4,
  study_id: 7,
  kind: "distance",
  axis: "axial",
  index: 11,
  points: [
    [1, 2, 11],
    [4, 6, 11],
  ],
  channel: "t1",
  label: "",
  author: "Dr. Kim",
  changed_by: null,
  created_at: "2026-01-02T10:00:00Z",
  changed_at: "2026-01-02T10:00:00Z",
  version: 3,
  values: { length_mm: 5 },
};
const REGION: Measurement = {
  ...DISTANCE,
  id: 5,
  kind: "ellipse",
  label: "cyst",
  axis: "coronal",
  changed_by: "Dr. Lee",
  values: { area_cm2: 1.5, mean: 120.25, sd: 8.5, min: 90, max: 151, voxels: 150 },
};

interface Opening {
  kept?: Measurement[];
  mayKeep?: boolean;
  server?: Partial<MeasurementServer>;
}

function open({ kept = [DISTANCE, REGION], mayKeep = true, server = {} }: Opening = {}) {
  const silent = () => new Promise<never>(() => undefined);
  const cache = { find: (id: number) => kept.find((one) => one.id === id), put: vi.fn(), drop: vi.fn(), refresh: vi.fn() };
  const history = new MeasurementHistory({ create: silent, change: silent, remove: silent, ...server }, cache);
  const drawing = new Drawing({ size: [20, 20, 20], spacing: [1, 1, 1] });
  const onGoTo = vi.fn();
  const measuring = {
    drawing,
    history,
    labels: new LabelPlaces(),
    mayKeep,
    query: { isPending: false, error: null, refetch: vi.fn() },
    kept,
    valuesOf: () => ({}),
    keep: () => true,
    remove: vi.fn(),
    rename: vi.fn(),
  };
  renderFor(
    mayKeep ? "radiologist" : "viewer",
    <MeasuringProvider value={measuring}>
      <MeasurementList study={{ id: 7, affine: AFFINE }} channelName={(id) => id.toUpperCase()} onGoTo={onGoTo} />
      <MeasurementFailure />
    </MeasuringProvider>,
  );
  return { ...measuring, onGoTo };
}

const rows = () => screen.getAllByRole("listitem");

test("each measurement says what it is, what it comes to, where it lies, and who made it when", () => {
  open();
  expect(rows()[0]).toHaveTextContent("Distance 5.0 mm");
  expect(rows()[0]).toHaveTextContent("Axial 12");
  expect(rows()[0]).toHaveTextContent(`Dr. Kim · ${formatMoment(DISTANCE.changed_at, "en-US")}`);
});

test("a region says what it reads, of which channel, and who changed it", () => {
  open();
  expect(rows()[1]).toHaveTextContent("cyst 1.50 cm²");
  expect(rows()[1]).toHaveTextContent("Coronal 12 · T1 · mean 120.3 ± 8.5 · min 90, max 151");
  expect(rows()[1]).toHaveTextContent("Dr. Kim, changed by Dr. Lee");
});

test("a length says no channel, for it is the same on all of them", () => {
  open();
  expect(rows()[0]).not.toHaveTextContent("T1");
});

test("pressing one leads to its slice and selects it", async () => {
  const { onGoTo, drawing } = open();
  await userEvent.click(within(rows()[1]!).getByRole("button", { name: /^cyst/ }));
  expect(onGoTo).toHaveBeenCalledExactlyOnceWith("coronal", 11);
  expect(drawing.state().selected).toBe(5);
  expect(within(rows()[1]!).getByRole("button", { name: /^cyst/ })).toHaveAttribute("aria-current", "true");
});

test("undoing lets go of what keys hold, and takes back the step that this is", async () => {
  const { drawing, history } = open();
  const told: string[] = [];
  drawing.tell({ onDrawn: () => true, onMoved: () => told.push("moved") });
  vi.spyOn(history, "undo").mockImplementation(() => {
    told.push("undone");
    return Promise.resolve();
  });
  const { kind, axis, index } = DISTANCE;
  expect(screen.getByRole("button", { name: "Undo" })).toBeDisabled();
  act(() => {
    drawing.hold({ id: 4, version: 3, shape: { kind, axis, index, points: [[1, 2, 11], [4, 6, 11]] } }, 1);
    drawing.drag([2, 2, 11]);
  });
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(told).toEqual(["moved", "undone"]);
  expect(drawing.state().held).toBeNull();
});

test("one is named in a dialog, and deleted at once, since that can be undone", async () => {
  const { rename, remove } = open();
  await userEvent.click(screen.getByRole("button", { name: "Rename Distance" }));
  await userEvent.type(screen.getByLabelText("Name"), " edge ");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(rename).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 4 }), "edge");
  await userEvent.click(screen.getByRole("button", { name: "Delete cyst" }));
  expect(remove).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 5 }));
});

test("a name that stays as it was changes nothing", async () => {
  const { rename } = open();
  await userEvent.click(screen.getByRole("button", { name: "Rename cyst" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(rename).not.toHaveBeenCalled();
});

test("who may only look can change nothing, and is told so", () => {
  open({ mayKeep: false });
  expect(screen.queryByRole("button", { name: /Delete|Rename|Undo|Redo/ })).toBeNull();
  expect(screen.getByText(/may only look/)).toBeVisible();
});

test.each([true, false])("what is listed is saved as a table (by one who may measure: %s)", async (mayKeep) => {
  open({ mayKeep });
  await userEvent.click(screen.getByRole("button", { name: "CSV" }));
  const [content, name] = vi.mocked(saveFile).mock.lastCall!;
  expect(name).toBe("neuroslice-study-7-measurements.csv");
  const lines = (await content.text()).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/^2,cyst,ellipse,coronal,12,t1,/);
});

test("there is no table of nothing", () => {
  open({ kept: [] });
  expect(screen.getByRole("button", { name: "CSV" })).toBeDisabled();
});

test("with nothing measured the list says how to begin", () => {
  open({ kept: [] });
  expect(screen.getByText(/Choose a tool/)).toBeVisible();
});

test("what is on its way says so and waits to be changed again", async () => {
  const { history } = open();
  void history.do({ type: "change", id: 4, version: 3, change: { label: "new" } });
  expect(await screen.findByText("Saving…")).toBeVisible();
  expect(rows()[0]).toHaveAttribute("aria-busy", "true");
  expect(screen.getByRole("button", { name: "Delete new" })).toBeDisabled();
});

test("a conflict is told in words, without offering to try again", async () => {
  const change = () => Promise.reject(new ApiError(409, "Conflict"));
  const { history } = open({ server: { change } });
  await history.do({ type: "change", id: 4, version: 1, change: { label: "mine" } });
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent(/Somebody else has changed/);
  expect(within(alert).queryByRole("button", { name: "Try again" })).toBeNull();
  await userEvent.click(within(alert).getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a network that is gone is told, and what was done is done again on request", async () => {
  const remove = vi.fn().mockRejectedValueOnce(new NetworkError("Failed to fetch")).mockResolvedValueOnce(undefined);
  const { history } = open({ server: { remove } });
  await history.do({ type: "delete", measurement: DISTANCE, version: 3 });
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent(/could not be saved.*does not answer/);
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(remove).toHaveBeenCalledTimes(2);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("button", { name: "Undo" })).toBeEnabled();
});
