import type { Measurement } from "@/lib/api-types";
import { ApiError } from "@/lib/http/problem";

import { toTriple } from "../geometry/axes";
import type { MeasurementChange } from "./api/change-measurement";
import type { NewMeasurement } from "./api/create-measurement";
import type { Operation } from "./operations";

/** Where measurements are kept. */
export interface MeasurementServer {
  create: (measurement: NewMeasurement) => Promise<Measurement>;
  change: (id: number, version: number, change: MeasurementChange) => Promise<Measurement>;
  remove: (id: number, version: number) => Promise<void>;
}

/** What this browser knows of them. */
export interface MeasurementCache {
  find: (id: number) => Measurement | undefined;
  put: (measurement: Measurement) => void;
  drop: (id: number) => void;
  /** Ask the server what there is now. */
  refresh: () => void;
}

/** What was done, so that it can be undone. */
type Step =
  | { type: "create" | "delete"; measurement: Measurement }
  | { type: "change"; id: number; before: MeasurementChange; after: MeasurementChange };

export interface HistoryState {
  /** On their way to the server, in order. */
  pending: readonly Operation[];
  canUndo: boolean;
  canRedo: boolean;
  /** What could not be done, and how to try again where that can help. */
  failure: { error: Error; unsaved: Operation | null; again: (() => void) | null } | null;
}

/** Does, undoes and redoes changes of measurements on the server, one after another. */
export class MeasurementHistory {
  readonly #server: MeasurementServer;
  readonly #cache: MeasurementCache;
  readonly #listeners = new Set<() => void>();
  /** The version of each measurement that the last operation of this browser made. */
  readonly #versions = new Map<number, number>();
  #done: Step[] = [];
  #undone: Step[] = [];
  #queue: Promise<void> = Promise.resolve();
  #state: HistoryState = { pending: [], canUndo: false, canRedo: false, failure: null };

  constructor(server: MeasurementServer, cache: MeasurementCache) {
    this.#server = server;
    this.#cache = cache;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): HistoryState => this.#state;

  /** Do something; it is shown at once. Returns the measurement when the server has it, null where it is none. */
  do(operation: Operation): Promise<Measurement | null> {
    this.#become({ pending: [...this.#state.pending, operation], failure: null });
    return this.#inTurn(async () => {
      try {
        const { step, measurement } = await this.#perform(operation);
        this.#done.push(step);
        this.#undone = [];
        return measurement;
      } catch (error) {
        const again = canWorkLater(error) ? () => void this.do(operation) : null;
        this.#fail(error, { unsaved: again && operation, again });
        return null;
      } finally {
        this.#settle(operation);
      }
    });
  }

  readonly undo = (): Promise<void> =>
    this.#retrace({ from: () => this.#done, to: () => this.#undone, way: inverse, again: () => void this.undo() });

  readonly redo = (): Promise<void> =>
    this.#retrace({ from: () => this.#undone, to: () => this.#done, way: (step) => step, again: () => void this.redo() });

  /** The failure was read. */
  readonly dismiss = (): void => this.#become({ failure: null });

  #retrace({ from, to, way, again }: Retracing): Promise<void> {
    return this.#inTurn(async () => {
      const step = from().pop();
      if (step === undefined) return;
      const operation = this.#operationOf(way(step));
      this.#become({ pending: [...this.#state.pending, operation], failure: null });
      try {
        await this.#perform(operation);
        to().push(step);
      } catch (error) {
        // What somebody else has changed or deleted since cannot be retraced.
        const later = canWorkLater(error);
        if (later) from().push(step);
        this.#fail(error, { unsaved: null, again: later ? again : null });
      } finally {
        this.#settle(operation);
      }
    });
  }

  #operationOf(step: Step): Operation {
    const id = step.type === "change" ? step.id : step.measurement.id;
    // The version that this browser made, not the newest: what somebody else has changed since is not undone.
    const version = this.#versions.get(id) ?? 1;
    switch (step.type) {
      case "change":
        return { type: "change", id, version, change: step.after };
      case "create":
        return { type: "restore", measurement: step.measurement, version };
      case "delete":
        return { type: "delete", measurement: step.measurement, version };
    }
  }

  async #perform(operation: Operation): Promise<{ step: Step; measurement: Measurement | null }> {
    switch (operation.type) {
      case "create": {
        const measurement = this.#keep(await this.#server.create(operation.measurement));
        return { step: { type: "create", measurement }, measurement };
      }
      case "restore": {
        const { id } = operation.measurement;
        const measurement = this.#keep(await this.#server.change(id, operation.version, { deleted: false }));
        return { step: { type: "create", measurement }, measurement };
      }
      case "change": {
        const { id, change } = operation;
        const before = this.#cache.find(id);
        const measurement = this.#keep(await this.#server.change(id, this.#newest(id, operation.version), change));
        return { step: { type: "change", id, before: asBefore(before ?? measurement, change), after: change }, measurement };
      }
      case "delete": {
        const { measurement } = operation;
        const version = this.#newest(measurement.id, operation.version);
        await this.#server.remove(measurement.id, version);
        // The server counts a deletion as a change.
        this.#versions.set(measurement.id, version + 1);
        this.#cache.drop(measurement.id);
        return { step: { type: "delete", measurement }, measurement: null };
      }
    }
  }

  /** An operation of this browser that was on its way when the hand moved has made a newer version than was seen. */
  #newest(id: number, seen: number): number {
    return Math.max(seen, this.#versions.get(id) ?? 0);
  }

  #keep(measurement: Measurement): Measurement {
    this.#versions.set(measurement.id, measurement.version);
    this.#cache.put(measurement);
    return measurement;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  #fail(error: unknown, rest: Omit<NonNullable<HistoryState["failure"]>, "error">): void {
    this.#become({ failure: { error: error instanceof Error ? error : new Error(String(error)), ...rest } });
  }

  #settle(operation: Operation): void {
    this.#become({ pending: this.#state.pending.filter((other) => other !== operation) });
    this.#cache.refresh();
  }

  #become(change: Partial<HistoryState>): void {
    this.#state = { ...this.#state, ...change, canUndo: this.#done.length > 0, canRedo: this.#undone.length > 0 };
    for (const listener of this.#listeners) listener();
  }
}

interface Retracing {
  from: () => Step[];
  to: () => Step[];
  way: (step: Step) => Step;
  again: () => void;
}

/** Give the step that takes another back. */
function inverse(step: Step): Step {
  if (step.type === "change") return { ...step, before: step.after, after: step.before };
  return { type: step.type === "create" ? "delete" : "create", measurement: step.measurement };
}

/** Give what a change has replaced. */
function asBefore({ points, label }: Measurement, change: MeasurementChange): MeasurementChange {
  return { ...(change.points && { points: points.map(toTriple) }), ...(change.label !== undefined && { label }) };
}

/** Tell whether trying again can help: the server did not answer, or could not; it did not refuse. */
function canWorkLater(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status >= 500 || error.status === 401;
}
