import type { Axis } from "../geometry/axes";
import { frameReady } from "../slices/frame-ready";
import { choosePaintable, frameKeys, planSlices, type Layers } from "../slices/plan";
import type { Slice, SliceKey, SliceSource } from "../slices/slice-source";

/** What one view shows at one moment: an image and its own mask, never another's. */
export interface Frame {
  index: number;
  layers: Layers;
  image: Slice;
  /** Null when there is no mask, or when it could not be had. */
  labels: Slice | null;
  /** Null when it is not wished for, could not be had, or has not come yet. */
  uncertainty: Slice | null;
}

export interface ViewStatus {
  /** Its uncertainty may come after it. */
  frame: Frame | null;
  /** Why the wanted slice cannot be shown. */
  imageError: Error | null;
  /** Why the frame has no mask although there is one. */
  maskError: Error | null;
  /** Why the frame has no uncertainty although it is wished for. */
  uncertaintyError: Error | null;
}

export interface ViewTarget {
  index: number;
  count: number;
  direction: number;
  layers: Layers;
}

const NOTHING: ViewStatus = { frame: null, imageError: null, maskError: null, uncertaintyError: null };

/** Follows one view's target through a source of slices, and says which frame is to be on the screen. */
export class ViewController {
  readonly #source: SliceSource;
  readonly #axis: Axis;
  readonly #view: string;
  readonly #listeners = new Set<() => void>();
  #target: ViewTarget | null = null;
  #onItsWay: number | null = null;
  #status: ViewStatus = NOTHING;

  /** Args: view: the name under which it asks the source; its axis where there is one view of each. */
  constructor(source: SliceSource, axis: Axis, view: string = axis) {
    this.#source = source;
    this.#axis = axis;
    this.#view = view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const stop = this.#source.subscribe(() => this.#refresh());
    return () => {
      stop();
      this.#listeners.delete(listener);
    };
  };

  readonly status = (): ViewStatus => this.#status;

  /** Aim at a slice; what is at hand is shown at once, the rest is asked for. */
  aim(target: ViewTarget): void {
    const sameLayers = this.#target !== null && equalLayers(this.#target.layers, target.layers);
    this.#target = target;
    if (!sameLayers) this.#onItsWay = null;
    this.#refresh();
    this.#onItsWay ??= target.index;
    this.#source.want(this.#view, planSlices(target.layers, { axis: this.#axis, ...target }, this.#onItsWay));
  }

  /** Want nothing any more: the view is gone. */
  leave(): void {
    this.#source.want(this.#view, []);
  }

  #refresh(): void {
    const target = this.#target;
    if (target === null) return;
    // The next one to wait for is where the user is heading by now.
    if (this.#onItsWay !== null && this.#ready(this.#onItsWay)) this.#onItsWay = target.index;
    const next = { frame: this.#nextFrame(target), ...this.#errors(target) };
    if (equalStatus(next, this.#status)) return;
    this.#status = next;
    for (const listener of this.#listeners) listener();
  }

  #nextFrame(target: ViewTarget): Frame | null {
    const { frame } = this.#status;
    // A frame of another channel or mask says nothing about the way from here to there.
    const painted = frame !== null && equalLayers(frame.layers, target.layers) ? frame.index : null;
    const index = choosePaintable(target.index, painted, (candidate) => this.#ready(candidate));
    return index === null ? frame : this.#frame(index, target.layers);
  }

  #ready(index: number): boolean {
    return this.#target !== null && frameReady(this.#source, this.#target.layers, this.#axis, index);
  }

  #frame(index: number, layers: Layers): Frame | null {
    const keys = frameKeys(layers, this.#axis, index);
    const image = this.#source.get(keys.image);
    if (image === undefined) return null;
    const had = (key: SliceKey | null) => (key && this.#source.get(key)) ?? null;
    return { index, layers, image, labels: had(keys.labels), uncertainty: had(keys.uncertainty) };
  }

  #errors({ index, layers }: ViewTarget): Omit<ViewStatus, "frame"> {
    const keys = frameKeys(layers, this.#axis, index);
    const failure = (key: SliceKey | null) => (key && this.#source.failure(key)) ?? null;
    return {
      imageError: failure(keys.image),
      maskError: failure(keys.labels),
      uncertaintyError: failure(keys.uncertainty),
    };
  }
}

function equalLayers(a: Layers, b: Layers): boolean {
  return a.channel === b.channel && a.segmentationId === b.segmentationId && a.uncertaintyId === b.uncertaintyId;
}

function equalStatus(a: ViewStatus, b: ViewStatus): boolean {
  return (
    a.imageError === b.imageError &&
    a.maskError === b.maskError &&
    a.uncertaintyError === b.uncertaintyError &&
    a.frame?.index === b.frame?.index &&
    a.frame?.image === b.frame?.image &&
    a.frame?.labels === b.frame?.labels &&
    a.frame?.uncertainty === b.frame?.uncertainty
  );
}
