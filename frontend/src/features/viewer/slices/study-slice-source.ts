import { ApiError, NetworkError } from "@/lib/http/problem";

import type { Axis, Triple } from "../geometry/axes";
import { chooseVolumes, type VolumePlan } from "./choose-volumes";
import { NEAR_WISHES } from "./plan";
import { PngSliceSource, type FetchSlice } from "./png-slice-source";
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
import type { VolumeLoader } from "./volume-loader";
import { VolumeSliceSource } from "./volume-slice-source";

interface Options {
  /** Voxels of the canonical grid. */
  shape: Triple;
  fetchSlice: FetchSlice;
  loader: Pick<VolumeLoader, "load" | "close">;
  /** Bytes of volumes to keep; where the shown channel's does not fit, slices stay PNGs. */
  budget: number;
  /** Milliseconds until a volume is tried again when no answer came. */
  retryDelay?: number;
}

/** What the viewer shows, and could show next. */
export interface Shown {
  channels: readonly string[];
  channel: string;
  segmentationId: number | null;
  /** Whose uncertainty is laid over the images. */
  uncertaintyId: number | null;
}

const PNG_BYTES = { least: 16 * 2 ** 20, most: 128 * 2 ** 20 };

/** A study's slices: PNGs at first, and from memory as soon as a volume is there; nobody who asks notices. */
export class StudySliceSource implements SliceSource {
  readonly #shape: Triple;
  readonly #png: PngSliceSource;
  readonly #memory = new VolumeSliceSource();
  readonly #loader: Options["loader"];
  readonly #budget: number;
  readonly #retryDelay: number;
  readonly #wishes = new Map<string, readonly SliceKey[]>();
  readonly #asides = new Map<string, { keys: readonly SliceKey[]; asked: string }>();
  readonly #listeners = new Set<() => void>();
  readonly #failed = new Set<string>();
  #shown: Shown & VolumePlan = { channels: [], channel: "", segmentationId: null, uncertaintyId: null, latelyUncertainId: null };
  #begun = false;
  #running: { volume: VolumeRef; controller: AbortController; progress: number } | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ shape, fetchSlice, loader, budget, retryDelay = 5000 }: Options) {
    const capacity = Math.min(Math.max(budget, PNG_BYTES.least), PNG_BYTES.most);
    this.#shape = shape;
    this.#png = new PngSliceSource({ shape, fetchSlice, capacity });
    this.#loader = loader;
    this.#budget = budget;
    this.#retryDelay = retryDelay;
    this.#png.subscribe(() => {
      this.#loadNext();
      this.#tell();
    });
  }

  /** Say what is shown, so that its volumes come first. */
  show(shown: Shown): void {
    // Channels that were shown lately are likelier to be shown again.
    const lately = this.#shown.channels.filter((channel) => shown.channels.includes(channel));
    const channels = [...new Set([shown.channel, ...lately, ...shown.channels])];
    const sameMask = this.#shown.segmentationId === shown.segmentationId;
    const latelyUncertainId = shown.uncertaintyId ?? (sameMask ? this.#shown.latelyUncertainId : null);
    this.#shown = { ...shown, channels, latelyUncertainId };
    this.#loadNext();
  }

  get(key: SliceKey): Slice | undefined {
    return this.#memory.get(key) ?? this.#png.get(key);
  }

  failure(key: SliceKey): Error | undefined {
    return this.#memory.has(key) ? undefined : this.#png.failure(key);
  }

  want(reader: string, keys: readonly SliceKey[], { aside = false }: Wish = {}): void {
    if (aside) {
      this.#asides.set(reader, { keys, asked: this.#asides.get(reader)?.asked ?? "" });
    } else {
      this.#wishes.set(reader, keys);
      this.#askFor(reader, keys);
    }
    this.#loadNext();
  }

  loaded(volume: VolumeRef, axis: Axis): LoadedRanges {
    return this.#of(volume).loaded(volume, axis);
  }

  progress(volume: VolumeRef): number {
    const running = this.#running;
    const arriving = running !== null && volumeId(running.volume) === volumeId(volume) ? running.progress : 0;
    return this.#memory.has(volume) ? 1 : arriving;
  }

  value(volume: VolumeRef, voxel: Triple): number | undefined {
    return this.#of(volume).value(volume, voxel);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tell whether every view has had its first picture, and so whether there is time for anything else. */
  readonly hasPictures = (): boolean => this.#begun;

  close(): void {
    clearTimeout(this.#retryTimer);
    this.#wishes.clear();
    this.#asides.clear();
    this.#running?.controller.abort();
    this.#running = null;
    this.#begun = false;
    this.#loader.close();
    this.#png.close();
    this.#memory.close();
  }

  #of(volume: VolumeRef): SliceSource {
    return this.#memory.has(volume) ? this.#memory : this.#png;
  }

  /** Ask for those slices that no volume in memory holds; requests for others are aborted. */
  #askFor(view: string, keys: readonly SliceKey[]): void {
    const [first] = keys;
    // Where a volume will bring them, those far ahead would only hold it up.
    const wanted = first !== undefined && this.#isComing(first) ? keys.slice(0, NEAR_WISHES) : keys;
    this.#png.want(
      view,
      wanted.filter((key) => !this.#memory.has(key)),
    );
  }

  #isComing(volume: VolumeRef): boolean {
    const id = volumeId(volume);
    const chosen = chooseVolumes(this.#shown, this.#shape, this.#budget);
    return !this.#failed.has(id) && chosen.some((each) => volumeId(each) === id);
  }

  #loadNext(): void {
    // The first picture comes from small requests, with nothing large beside them.
    this.#begun ||= this.#everyViewHasAPicture();
    if (!this.#begun) return;
    const chosen = chooseVolumes(this.#shown, this.#shape, this.#budget);
    this.#letGo(chosen);
    const next = chosen.find((volume) => !this.#memory.has(volume) && !this.#failed.has(volumeId(volume)));
    if (this.#running === null && next !== undefined) void this.#load(next);
    this.#askAside(chosen);
  }

  /** Ask for what is read beside the pictures, but for what a volume holds or will bring. */
  #askAside(chosen: readonly VolumeRef[]): void {
    const coming = new Set(chosen.map(volumeId).filter((id) => !this.#failed.has(id)));
    for (const [reader, { keys, asked }] of this.#asides) {
      const missing = keys.filter((key) => !coming.has(volumeId(key)));
      const text = missing.map(sliceId).join();
      if (text === asked) continue;
      this.#asides.set(reader, { keys, asked: text });
      this.#png.want(reader, missing, { aside: true });
    }
  }

  #everyViewHasAPicture(): boolean {
    const views = [...this.#wishes.values()].filter((keys) => keys.length > 0);
    const settled = (key: SliceKey) => this.get(key) !== undefined || this.failure(key) !== undefined;
    const hasOneOf = (keys: readonly SliceKey[], wanted: SliceKey) => keys.some((key) => key.kind === wanted.kind && settled(key));
    return views.length > 0 && views.every((keys) => keys.every((key) => hasOneOf(keys, key)));
  }

  #letGo(chosen: readonly VolumeRef[]): void {
    const ids = chosen.map(volumeId);
    if (this.#running !== null && !ids.includes(volumeId(this.#running.volume))) {
      this.#running.controller.abort();
      this.#running = null;
    }
    if (this.#memory.keep(chosen)) for (const [view, keys] of this.#wishes) this.#askFor(view, keys);
  }

  async #load(volume: VolumeRef): Promise<void> {
    const controller = new AbortController();
    const running = { volume, controller, progress: 0 };
    this.#running = running;
    const onProgress = (progress: number) => {
      running.progress = progress;
      this.#tell();
    };
    try {
      const loaded = await this.#loader.load(volume, { signal: controller.signal, onProgress });
      if (controller.signal.aborted) return;
      this.#memory.put(volume, loaded);
      this.#png.forget(volume);
      for (const [view, keys] of this.#wishes) this.#askFor(view, keys);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.#failed.add(volumeId(volume));
      if (mayPass(error)) this.#scheduleRetry();
    }
    this.#running = null;
    this.#loadNext();
    this.#tell();
  }

  #scheduleRetry(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#failed.clear();
      this.#loadNext();
    }, this.#retryDelay);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Refusals that end by themselves or by signing in again: a session that is over, a line too slow, too many requests. */
const PASSING = [401, 408, 429];

/** Tell whether a failure is one of the moment: no answer, a server in trouble, or a refusal that ends. */
function mayPass(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ApiError && (error.status >= 500 || PASSING.includes(error.status));
}
