import type { MeasurementValues } from "@/lib/api-types";

import { shapeOf, type Shape } from "./kinds";
import type { ShownMeasurement } from "./operations";

/** Names what lies over a view and can be taken hold of: a measurement, or what is proposed for a lesion. */
export type MarkId = number | `proposal-${number}`;

/** What is drawn over a view, and what it comes to. */
export interface Mark<Id = MarkId> {
  id: Id;
  shape: Shape;
  values: MeasurementValues;
  /** What somebody called it. */
  name: string;
}

/** A mark that can be selected and moved. */
export interface HeldMark extends Mark {
  /** Of the measurement; nothing that was only proposed has one. */
  version: number;
  /** On its way to the server. */
  pending: boolean;
}

export function markOf(measurement: ShownMeasurement): HeldMark {
  const { id, version, pending, values, label } = measurement;
  return { id, version, pending, values, name: label, shape: shapeOf(measurement) };
}
