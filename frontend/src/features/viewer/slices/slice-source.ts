import type { Axis, Triple } from "../geometry/axes";
import type { ValueScale } from "./value-scale";

/** Which volume: a channel's image, or a segmentation's labels or uncertainty. */
export type VolumeRef =
  | { kind: "image"; channel: string }
  | { kind: "labels" | "uncertainty"; segmentationId: number };

export type SliceKey = VolumeRef & { axis: Axis; index: number };

/** One slice as numbers, and what they mean. */
export interface Slice extends ValueScale {
  rows: number;
  columns: number;
  /** Stored values, or packed colours where the volume is an uncertainty, whichever source it is from. */
  pixels: Uint8Array | Uint16Array | Uint32Array;
}

/** Runs of slices [first, beyond the last) that can be shown at once, in rising order. */
export type LoadedRanges = readonly (readonly [number, number])[];

export interface Wish {
  /** Whether it is read beside the pictures: asked for after all that views want, and where no volume will bring it. */
  aside?: boolean;
}

/**
 * Where slices come from: PNGs over HTTP, or a volume in memory.
 *
 * A view says what it wants, in order of urgency, and paints what is there; the source tells when more has come.
 */
export interface SliceSource {
  /** Return a slice that is at hand, else undefined. */
  get(key: SliceKey): Slice | undefined;
  /** Return why a slice could not be had, if so. */
  failure(key: SliceKey): Error | undefined;
  /** Replace what a view, or what reads beside the views, wants; what nobody wants any more is given up. */
  want(reader: string, keys: readonly SliceKey[], wish?: Wish): void;
  /** Tell which slices of a volume are at hand; the same answer is the same object. */
  loaded(volume: VolumeRef, axis: Axis): LoadedRanges;
  /** Return how much of a whole volume has come, 0 to 1; slices that came on their own do not count. */
  progress(volume: VolumeRef): number;
  /** Return the real value, label or packed colour at a voxel (canonical x, y, z) from whatever is at hand, else undefined. */
  value(volume: VolumeRef, voxel: Triple): number | undefined;
  /** Be told when a slice came or failed. Returns how to stop listening. */
  subscribe(listener: () => void): () => void;
  /** Give up everything. */
  close(): void;
}

/** Name a volume by text, for maps. */
export function volumeId(volume: VolumeRef): string {
  return volume.kind === "image" ? `image/${volume.channel}` : `${volume.kind}/${volume.segmentationId}`;
}

/** Name a slice by text, for maps. */
export function sliceId(key: SliceKey): string {
  return `${volumeId(key)}/${key.axis}/${key.index}`;
}
