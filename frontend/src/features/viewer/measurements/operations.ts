import type { Measurement, MeasurementValues } from "@/lib/api-types";

import type { MeasurementChange } from "./api/change-measurement";
import type { NewMeasurement } from "./api/create-measurement";

/** Something that is on its way to the server. */
export type Operation =
  | { type: "create"; key: number; measurement: NewMeasurement; values: MeasurementValues; author: string }
  | { type: "change"; id: number; version: number; change: MeasurementChange; values?: MeasurementValues }
  | { type: "delete"; measurement: Measurement; version: number }
  | { type: "restore"; measurement: Measurement; version: number };

/** A measurement as it is shown: kept by the server, or on its way there. */
export interface ShownMeasurement extends Measurement {
  pending: boolean;
}

/** Show measurements as they will be when the operations on their way have arrived. */
export function withOperations(kept: readonly Measurement[], operations: readonly Operation[]): ShownMeasurement[] {
  const shown = kept.map((measurement) => ({ ...measurement, pending: false }));
  return operations.reduce(apply, shown);
}

function apply(shown: ShownMeasurement[], operation: Operation): ShownMeasurement[] {
  switch (operation.type) {
    case "create":
      return [...shown, announce(operation)];
    case "change":
      return shown.map((measurement) => (measurement.id === operation.id ? changed(measurement, operation) : measurement));
    case "delete":
      return shown.filter(({ id }) => id !== operation.measurement.id);
    case "restore": {
      const { measurement } = operation;
      const others = shown.filter(({ id }) => id !== measurement.id);
      return [...others, { ...measurement, pending: true }].sort((a, b) => order(a.id) - order(b.id));
    }
  }
}

/** Those that have no id of the server's yet, which are negative, come last. */
function order(id: number): number {
  return id < 0 ? Number.MAX_SAFE_INTEGER : id;
}

function announce({ key, measurement, values, author }: Extract<Operation, { type: "create" }>): ShownMeasurement {
  const now = new Date().toISOString();
  const { kind, axis, index, points, channel } = measurement;
  return {
    id: key,
    study_id: 0,
    kind,
    axis,
    index,
    points: points.map(([x, y, z]) => [x, y, z]),
    channel,
    values,
    label: "",
    author,
    changed_by: null,
    created_at: now,
    changed_at: now,
    version: 0,
    pending: true,
  };
}

function changed(measurement: ShownMeasurement, { change, values }: Extract<Operation, { type: "change" }>): ShownMeasurement {
  const points = change.points?.map(([x, y, z]): [number, number, number] => [x, y, z]) ?? measurement.points;
  const label = change.label ?? measurement.label;
  return { ...measurement, points, label, values: values ?? measurement.values, pending: true };
}
