import type { Volume } from "./cut-slice";
import type { VolumeRef } from "./slice-source";

/** What a page asks of the worker. */
export type VolumeRequest = { id: number } & ({ type: "load"; studyId: number; volume: VolumeRef } | { type: "abort" });

/** What the worker answers: how far it is (0 to 1), and in the end a volume or why there is none. */
export type VolumeReply = { id: number } & (
  | { type: "progress"; progress: number }
  | { type: "loaded"; volume: Volume }
  | { type: "failed"; message: string; status: number | null; network: boolean }
);
