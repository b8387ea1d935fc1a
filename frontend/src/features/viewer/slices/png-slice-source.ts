import { AXES, indexOf, sliceCount, sliceSize, type Axis, type Triple } from "../geometry/axes";
import { insideVolume, pixelInSlice } from "../geometry/pixel-in-slice";
import { LoadedTable, runs } from "./loaded-ranges";
import { SliceCache } from "./slice-cache";
import {
  sliceId,
  volumeId,
  type LoadedRanges,
  type Slice,
  type SliceKey,
  type SliceSource,
  type VolumeRef,
  type Wish,
} from "./slice-source";

export type FetchSlice = (key: SliceKey, signal: AbortSignal) => Promise<Slice>;

interface Options {
  fetchSlice: FetchSlice;
  /** Voxels of the canonical grid. */
  shape: Triple;
  /** Bytes of decoded pixels to keep. */
  capacity?: number;
  /** Requests at once; a browser opens six connections to one host. */
  concurrency?: number;
  /** Milliseconds until a failed slice that is still wanted is asked for again. */
  retryDelay?: number;
}

const CAPACITY = 128 * 2 ** 20;
// As they are decoded.
const PIXEL_BYTES = { image: 2, labels: 1, uncertainty: 4 } as const;
// The first wishes of a view: its image, its mask and the mask's uncertainty.
const FRAME = 3;
// Requests at once of what is read beside the pictures: a view that moves on finds the other ones free.
const ASIDE = 2;

/** Slices as PNGs, one request each, never twice. */
export class PngSliceSource implements SliceSource {
  readonly #cache: SliceCache;
  readonly #capacity: number;
  readonly #fetch: FetchSlice;
  readonly #shape: Triple;
  readonly #concurrency: number;
  readonly #retryDelay: number;
  readonly #wishes = new Map<string, readonly SliceKey[]>();
  readonly #asides = new Map<string, readonly SliceKey[]>();
  // The views that moved last: linked ones do so together.
  readonly #leading = new Set<string>();
  readonly #running = new Map<string, AbortController>();
  readonly #failures = new Map<string, Error>();
  // What could not be had beside the pictures says nothing about the views' neighbours.
  readonly #asideFailures = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #loaded = new LoadedTable();
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #gathering = false;

  constructor({ fetchSlice, shape, capacity = CAPACITY, concurrency = 6, retryDelay = 2000 }: Options) {
    this.#fetch = fetchSlice;
    this.#shape = shape;
    this.#cache = new SliceCache(capacity);
    this.#capacity = capacity;
    this.#concurrency = concurrency;
    this.#retryDelay = retryDelay;
  }

  get(key: SliceKey): Slice | undefined {
    return this.#cache.get(sliceId(key));
  }

  failure(key: SliceKey): Error | undefined {
    return this.#failures.get(sliceId(key));
  }

  want(reader: string, keys: readonly SliceKey[], { aside = false }: Wish = {}): void {
    (aside ? this.#asides : this.#wishes).set(reader, keys);
    if (!aside) this.#lead(reader);
    const wanted = new Set([...this.#wishes.values(), ...this.#asides.values()].flat().map(sliceId));
    for (const [id, controller] of this.#running) {
      if (!wanted.has(id)) {
        this.#running.delete(id);
        controller.abort();
      }
    }
    this.#startSoon();
  }

  loaded(volume: VolumeRef, axis: Axis): LoadedRanges {
    return this.#loaded.get(volume, axis, () =>
      runs(sliceCount(this.#shape, axis), (index) => this.#cache.has(sliceId({ ...volume, axis, index }))),
    );
  }

  progress(): number {
    return 0;
  }

  value(volume: VolumeRef, voxel: Triple): number | undefined {
    if (!insideVolume(this.#shape, voxel)) return undefined;
    for (const axis of AXES) {
      const slice = this.#cache.get(sliceId({ ...volume, axis, index: indexOf(voxel, axis) }));
      const pixel = slice?.pixels[pixelInSlice(this.#shape, axis, voxel)];
      if (slice !== undefined && pixel !== undefined) return slice.slope * pixel + slice.intercept;
    }
    return undefined;
  }

  /** Let go of a volume's slices. */
  forget(volume: VolumeRef): void {
    this.#cache.dropAll(`${volumeId(volume)}/`);
    this.#loaded.clear();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#retryTimer);
    this.#wishes.clear();
    this.#asides.clear();
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #lead(view: string): void {
    if (!this.#gathering) this.#leading.clear();
    this.#leading.add(view);
  }

  /** Start once all views of this moment have said what they want: else the first one's neighbours go before the second one's slice. */
  #startSoon(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    queueMicrotask(() => {
      this.#gathering = false;
      this.#startNext();
    });
  }

  #startNext(): void {
    // While requests fail, only what is on the screen is tried: neighbours would only fail too.
    const reach = this.#failures.size > 0 ? FRAME : Infinity;
    const wished = this.#withinCapacity(this.#inOrder(reach));
    for (const key of wished) {
      if (this.#running.size >= this.#concurrency) return;
      const id = sliceId(key);
      if (this.#missing(id)) void this.#start(id, key);
    }
    if (!wished.some((key) => this.#running.has(sliceId(key)))) this.#startAsides();
  }

  /** What is on the screen, then what comes next in the views that move, then in those that rest. */
  #inOrder(reach: number): SliceKey[] {
    const lists = [...this.#wishes.entries()];
    const leading = lists.filter(([reader]) => this.#leading.has(reader)).map(([, keys]) => keys.slice(FRAME));
    const resting = lists.filter(([reader]) => !this.#leading.has(reader)).map(([, keys]) => keys.slice(FRAME));
    const shown = interleave(lists.map(([, keys]) => keys), FRAME);
    return reach <= FRAME ? shown : [...shown, ...interleave(leading), ...interleave(resting)];
  }

  /** Leave out what would drive more urgent wishes from memory; keep those that are there. */
  #withinCapacity(wished: readonly SliceKey[]): SliceKey[] {
    let left = this.#capacity;
    const kept = wished.filter(({ kind, axis }, rank) => {
      const { rows, columns } = sliceSize(this.#shape, axis);
      left -= rows * columns * PIXEL_BYTES[kind];
      return left >= 0 || rank < FRAME * this.#wishes.size;
    });
    for (const key of kept.toReversed()) this.#cache.touch(sliceId(key));
    return kept;
  }

  #startAsides(): void {
    for (const key of interleave([...this.#asides.values()])) {
      if (this.#running.size >= Math.min(ASIDE, this.#concurrency)) return;
      const id = sliceId(key);
      if (this.#missing(id) && !this.#asideFailures.has(id)) void this.#start(id, key, { aside: true });
    }
  }

  #missing(id: string): boolean {
    return !this.#running.has(id) && !this.#cache.has(id) && !this.#failures.has(id);
  }

  async #start(id: string, key: SliceKey, { aside = false }: Wish = {}): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const slice = await this.#fetch(key, controller.signal);
      if (controller.signal.aborted) return;
      this.#cache.set(id, slice);
      this.#loaded.clear();
    } catch (error) {
      if (controller.signal.aborted) return;
      if (aside) this.#asideFailures.add(id);
      else this.#failures.set(id, error instanceof Error ? error : new Error(String(error)));
      this.#scheduleRetry();
    }
    this.#running.delete(id);
    this.#startNext();
    for (const listener of this.#listeners) listener();
  }

  #scheduleRetry(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#failures.clear();
      this.#asideFailures.clear();
      this.#startNext();
    }, this.#retryDelay);
  }
}

/** Take the first wish of every view, then the second of every view, and so on up to `reach` of each. */
function interleave(lists: readonly (readonly SliceKey[])[], reach = Infinity): SliceKey[] {
  const longest = Math.min(Math.max(0, ...lists.map((list) => list.length)), reach);
  const mixed: SliceKey[] = [];
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const key = list[rank];
      if (key !== undefined) mixed.push(key);
    }
  }
  return mixed;
}
