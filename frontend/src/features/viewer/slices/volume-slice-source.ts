import { sliceCount, type Axis, type Triple } from "../geometry/axes";
import { insideVolume } from "../geometry/pixel-in-slice";
import { cutSlice, type Volume } from "./cut-slice";
import { SliceCache } from "./slice-cache";
import {
  sliceId,
  volumeId,
  type LoadedRanges,
  type Slice,
  type SliceKey,
  type SliceSource,
  type VolumeRef,
} from "./slice-source";

// Those on the screen, and a few more.
const CUT_BYTES = 8 * 2 ** 20;
const NOTHING: LoadedRanges = [];

/** Slices of any axis, cut from volumes in memory. */
export class VolumeSliceSource implements SliceSource {
  readonly #volumes = new Map<string, Volume>();
  // A slice that is asked for again is the same object, so that nobody paints it again.
  readonly #cut = new SliceCache(CUT_BYTES);
  readonly #whole = new Map<number, LoadedRanges>();
  readonly #listeners = new Set<() => void>();

  has(volume: VolumeRef): boolean {
    return this.#volumes.has(volumeId(volume));
  }

  put(ref: VolumeRef, volume: Volume): void {
    this.#volumes.set(volumeId(ref), volume);
    for (const listener of this.#listeners) listener();
  }

  /** Let go of every volume but some. Returns whether any went. */
  keep(volumes: readonly VolumeRef[]): boolean {
    const kept = new Set(volumes.map(volumeId));
    const gone = [...this.#volumes.keys()].filter((id) => !kept.has(id));
    for (const id of gone) {
      this.#volumes.delete(id);
      this.#cut.dropAll(`${id}/`);
    }
    return gone.length > 0;
  }

  get(key: SliceKey): Slice | undefined {
    const volume = this.#volumes.get(volumeId(key));
    if (volume === undefined) return undefined;
    const id = sliceId(key);
    const known = this.#cut.get(id);
    if (known !== undefined) return known;
    const slice = cutSlice(volume, key.axis, key.index);
    this.#cut.set(id, slice);
    return slice;
  }

  failure(): undefined {
    return undefined;
  }

  want(): void {
    // Everything that can be had is here.
  }

  loaded(ref: VolumeRef, axis: Axis): LoadedRanges {
    const volume = this.#volumes.get(volumeId(ref));
    if (volume === undefined) return NOTHING;
    const count = sliceCount(volume.shape, axis);
    const known = this.#whole.get(count) ?? [[0, count] as const];
    this.#whole.set(count, known);
    return known;
  }

  progress(ref: VolumeRef): number {
    return this.has(ref) ? 1 : 0;
  }

  value(ref: VolumeRef, voxel: Triple): number | undefined {
    const volume = this.#volumes.get(volumeId(ref));
    if (volume === undefined || !insideVolume(volume.shape, voxel)) return undefined;
    const { shape, pixels, slope, intercept, colours } = volume;
    const [x, y, z] = voxel;
    const pixel = pixels[x + shape[0] * (y + shape[1] * z)]!;
    return slope * (colours === undefined ? pixel : colours[pixel]!) + intercept;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.keep([]);
  }
}
