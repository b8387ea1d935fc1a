import type { MeasurementValues } from "@/lib/api-types";

import { readsImage, shapeOf, type Shape } from "./kinds";
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
  /** The channel that its values were read on, where the view shows another one. */
  readOn?: string | undefined;
}

/** Which channel a view shows, and what channels are called. */
export interface ShownChannel {
  channel: string;
  channelName: (channel: string) => string;
}

/** A mark that can be selected and moved. */
export interface HeldMark extends Mark {
  /** Of the measurement; nothing that was only proposed has one. */
  version: number;
  /** On its way to the server. */
  pending: boolean;
}

export function markOf(measurement: ShownMeasurement, shown?: ShownChannel): HeldMark {
  const { id, version, pending, values, label, kind, channel } = measurement;
  const readOn = shown && readElsewhere({ kind, channel }, shown);
  return { id, version, pending, values, name: label, shape: shapeOf(measurement), readOn };
}

/** Name the channel that something reads its values on, unless it is the one that is shown or none is read. */
export function readElsewhere(
  { kind, channel }: { kind: Shape["kind"]; channel: string | null },
  { channel: shown, channelName }: ShownChannel,
): string | undefined {
  return readsImage(kind) && channel !== null && channel !== shown ? channelName(channel) : undefined;
}
