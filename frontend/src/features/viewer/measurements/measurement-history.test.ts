import { beforeEach, describe, expect, test } from "vitest";

import type { Measurement } from "@/lib/api-types";
import { ApiError, NetworkError } from "@/lib/http/problem";

import type { NewMeasurement } from "./api/create-measurement";
import { MeasurementHistory } from "./measurement-history";
import { withOperations, type Operation } from "./operations";

const DISTANCE: NewMeasurement = { kind: "distance", axis: "axial", index: 8, points: [[3, 4, 8], [9, 12, 8]], channel: "t1" };
const MOVED = [[3, 4, 8], [20, 20, 8]] as const;

/** A server with the real one's rules for versions, and what a browser has fetched of it. */
class Site {
  rows = new Map<number, Measurement & { deleted: boolean }>();
  cache = new Map<number, Measurement>();
  broken: Error | null = null;
  #lastId = 0;

  readonly server = {
    create: (measurement: NewMeasurement) =>
      this.#answer(() => this.#store({ ...make(measurement), id: (this.#lastId += 1), deleted: false })),
    change: (id: number, version: number, { points, label, deleted }: { points?: readonly unknown[]; label?: string; deleted?: false }) =>
      this.#answer(() => {
        const row = this.#at(id, version, deleted === false);
        const place = points && { points: points as number[][] };
        return this.#store({ ...row, ...place, label: label ?? row.label, deleted: false, version: version + 1 });
      }),
    remove: (id: number, version: number) =>
      this.#answer(() => {
        this.#store({ ...this.#at(id, version), deleted: true, version: version + 1 });
      }),
  };

  readonly seen = {
    find: (id: number) => this.cache.get(id),
    put: (measurement: Measurement) => void this.cache.set(measurement.id, measurement),
    drop: (id: number) => void this.cache.delete(id),
    refresh: () => {
      if (this.broken === null) this.cache = new Map(this.there().map((row) => [row.id, row]));
    },
  };

  there(): Measurement[] {
    return [...this.rows.values()].filter(({ deleted }) => !deleted).map(withoutMark);
  }

  #at(id: number, version: number, deletedToo = false) {
    const row = this.rows.get(id);
    if (row === undefined || (row.deleted && !deletedToo)) throw new ApiError(404, "Not found");
    if (row.version !== version) throw new ApiError(409, "Conflict");
    return row;
  }

  #store(row: Measurement & { deleted: boolean }): Measurement {
    this.rows.set(row.id, row);
    return withoutMark(row);
  }

  async #answer<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.broken !== null) throw this.broken;
    return work();
  }
}

function withoutMark({ deleted, ...row }: Measurement & { deleted: boolean }): Measurement {
  void deleted;
  return row;
}

function make({ points, ...rest }: NewMeasurement): Measurement {
  const time = "2026-01-02T10:00:00Z";
  const place = { ...rest, points: points.map((point) => [...point]) };
  return { ...place, id: 0, study_id: 7, label: "", author: "Dr. Kim", changed_by: null, created_at: time, changed_at: time, version: 1, values: {} };
}

let site: Site;
let history: MeasurementHistory;

beforeEach(() => {
  site = new Site();
  history = new MeasurementHistory(site.server, site.seen);
});

const create = (key = -1): Operation => ({ type: "create", key, measurement: DISTANCE, values: { length_mm: 9 }, author: "Dr. Kim" });
const shown = () => withOperations([...site.cache.values()], history.state().pending);

async function draw(): Promise<Measurement> {
  const made = await history.do(create());
  expect(made).not.toBeNull();
  return made!;
}

function move({ id, version }: Measurement): Promise<Measurement | null> {
  return history.do({ type: "change", id, version, change: { points: MOVED }, values: { length_mm: 20 } });
}

const colleague = (id: number, label: string) => site.server.change(id, site.rows.get(id)!.version, { label });

test("what is drawn is shown at once and kept by the server a little later", async () => {
  const done = history.do(create());
  expect(shown()).toMatchObject([{ id: -1, pending: true, values: { length_mm: 9 }, author: "Dr. Kim" }]);
  await done;
  expect(shown()).toMatchObject([{ id: 1, pending: false }]);
  expect(site.there()).toHaveLength(1);
});

test("a change is shown at once, with its values", async () => {
  const made = await draw();
  const done = move(made);
  expect(shown()).toMatchObject([{ id: made.id, points: MOVED, values: { length_mm: 20 }, pending: true }]);
  await done;
  expect(site.there()).toMatchObject([{ points: MOVED, version: 2 }]);
});

test("everything that was done is undone and done again, step by step, with the same id and author", async () => {
  const made = await draw();
  await move(made);
  await history.do({ type: "change", id: made.id, version: 2, change: { label: "cyst" } });
  await history.do({ type: "delete", measurement: site.there()[0]!, version: 3 });
  expect(site.there()).toEqual([]);

  await history.undo();
  expect(site.there()).toMatchObject([{ id: made.id, label: "cyst", points: MOVED, author: "Dr. Kim" }]);
  await history.undo();
  expect(site.there()).toMatchObject([{ label: "", points: MOVED }]);
  await history.undo();
  expect(site.there()).toMatchObject([{ points: DISTANCE.points }]);
  await history.undo();
  expect([site.there(), history.state().canUndo]).toEqual([[], false]);

  for (let step = 0; step < 3; step += 1) await history.redo();
  expect(site.there()).toMatchObject([{ id: made.id, label: "cyst", points: MOVED }]);
  await history.redo();
  expect([site.there(), history.state().canRedo]).toEqual([[], false]);
});

test("keys pressed faster than the server answers are done in their order", async () => {
  const made = await draw();
  void move(made);
  void history.undo();
  void history.undo();
  await history.redo();
  expect(site.there()).toMatchObject([{ id: made.id, points: DISTANCE.points }]);
});

test("something new cannot be followed by what was undone before it", async () => {
  await draw();
  await history.undo();
  await draw();
  expect(history.state()).toMatchObject({ canUndo: true, canRedo: false });
});

test("with nothing done there is nothing to undo or redo", async () => {
  await history.undo();
  await history.redo();
  expect(history.state()).toEqual({ pending: [], canUndo: false, canRedo: false, failure: null });
});

describe("while the network is gone", () => {
  const gone = new NetworkError("Failed to fetch");

  test("what was drawn is not lost: it is said, and can be tried again", async () => {
    site.broken = gone;
    expect(await history.do(create())).toBeNull();
    const { failure } = history.state();
    expect(failure).toMatchObject({ error: gone, unsaved: { type: "create", key: -1 } });
    expect(history.state().canUndo).toBe(false);

    site.broken = null;
    failure!.again!();
    expect(history.state().failure).toBeNull();
    await history.undo();
    expect([...site.rows.values()]).toMatchObject([{ deleted: true }]);
  });

  test("a change goes back to what is kept, and can be tried again", async () => {
    const made = await draw();
    site.broken = gone;
    await move(made);
    expect(shown()).toMatchObject([{ points: DISTANCE.points, pending: false }]);
    expect(history.state().failure?.unsaved).toMatchObject({ type: "change" });
  });

  test("what was not undone can still be undone later", async () => {
    await draw();
    site.broken = gone;
    await history.undo();
    expect(history.state()).toMatchObject({ canUndo: true, failure: { error: gone } });

    site.broken = null;
    await history.undo();
    expect([site.there(), history.state().failure]).toEqual([[], null]);
  });
});

describe("when a colleague was faster", () => {
  test("a change is told to be in conflict and does not overwrite theirs", async () => {
    const made = await draw();
    await colleague(made.id, "theirs");
    await move(made);
    expect(history.state().failure).toMatchObject({ error: { status: 409 }, unsaved: null, again: null });
    expect(shown()).toMatchObject([{ label: "theirs", points: DISTANCE.points }]);
  });

  test("what they have changed since is not undone, and not tried again", async () => {
    const made = await draw();
    await move(made);
    await colleague(made.id, "theirs");
    await history.undo();
    expect(history.state()).toMatchObject({ failure: { error: { status: 409 }, again: null } });
    expect(site.there()).toMatchObject([{ label: "theirs", points: MOVED }]);
  });

  test("even when their change was seen before, it is not undone by accident", async () => {
    const made = await draw();
    await move(made);
    await colleague(made.id, "theirs");
    site.seen.refresh();
    await history.undo();
    expect(site.there()).toMatchObject([{ label: "theirs", points: MOVED }]);
  });

  test("a change on top of theirs, once seen, is a change like any other", async () => {
    const made = await draw();
    await colleague(made.id, "theirs");
    site.seen.refresh();
    await move(site.cache.get(made.id)!);
    expect(history.state().failure).toBeNull();
    expect(site.there()).toMatchObject([{ label: "theirs", points: MOVED, version: 3 }]);
  });

  test("what they have deleted is told to be gone", async () => {
    const made = await draw();
    await site.server.remove(made.id, made.version);
    await move(made);
    expect(history.state().failure).toMatchObject({ error: { status: 404 }, again: null });
    expect(shown()).toEqual([]);
  });
});

test("a failure that was read is gone", async () => {
  site.broken = new NetworkError("Failed to fetch");
  await history.do(create());
  history.dismiss();
  expect(history.state().failure).toBeNull();
});
