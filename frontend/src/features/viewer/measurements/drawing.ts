import type { Triple } from "../geometry/axes";
import { isMeasuring, type DrawingTool, type Tool, type ViewPointer } from "../state/tools";
import { follow, measurable, press, release, tidyOutline, type Draft, type DrawingPointer, type Grid } from "./draft";
import { settle } from "./edit";
import { handleBeside, heldByKeys, movedPoints, placeOf, unmoved, type HeldEnd, type Hold } from "./hold";
import type { Kind, Shape } from "./kinds";
import type { HeldMark, MarkId } from "./marks";

type Grabbed = Pick<HeldMark, "id" | "version" | "shape">;

/** Where a mark is taken hold of: by a handle or, where that is null, all of it; and by which pointer. */
interface Grip {
  handle: number | null;
  at: Triple;
  pointer: number;
}

export interface DrawingState {
  draft: Draft | null;
  selected: MarkId | null;
  /** Lies over the others, where its handles can be reached: what is selected, once no hand holds it. */
  raised: MarkId | null;
  /** What is being moved, as it is at this moment. */
  edited: { id: MarkId; points: readonly Triple[] } | null;
  /** What is held by keys. */
  held: HeldEnd | null;
}

interface Outcome {
  /** Something was drawn, over the channel that the view showed if it said so. Returns whether it is kept. */
  onDrawn: (shape: Shape, channel: string | null) => boolean;
  /** A measurement was moved, or what is proposed for a lesion. */
  onMoved: (change: { id: MarkId; version: number; shape: Shape }) => void;
}

const NOTHING: DrawingState = { draft: null, selected: null, raised: null, edited: null, held: null };

/** What the hand is at: drawing a measurement, or moving one; apart from React, for it changes with each move. */
export class Drawing implements DrawingTool {
  readonly #grid: Grid;
  readonly #listeners = new Set<() => void>();
  #outcome: Outcome = { onDrawn: () => false, onMoved: () => undefined };
  #tool: Kind | null = null;
  #state = NOTHING;
  #hold: Hold | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DrawingState => this.#state;

  /** Say what to do with what was drawn or moved. */
  tell(outcome: Outcome): void {
    this.#outcome = outcome;
  }

  /** Take another tool; what was half drawn with the one before goes. */
  take(tool: Tool): void {
    const taken = isMeasuring(tool) ? (tool as Kind) : null;
    if (taken === this.#tool) return;
    this.letGo();
    this.#tool = taken;
    this.#become({ draft: null });
  }

  readonly select = (id: MarkId | null): void => {
    if (this.#state.held?.id !== id) this.letGo();
    this.#become({ selected: id, raised: id });
  };

  readonly down = (pointer: DrawingPointer): void => {
    if (this.#tool === null) return;
    this.letGo();
    this.#become({ draft: press(this.#state.draft, this.#tool, pointer, this.#grid), selected: null });
  };

  readonly move = (pointer: ViewPointer): void => {
    const { draft } = this.#state;
    if (draft !== null) this.#become({ draft: follow(draft, pointer, this.#grid) });
  };

  readonly up = (pointer: ViewPointer): void => {
    // A press without a move ends where it began.
    if (this.#state.draft !== null && this.#state.draft.trail.length > 1) this.move(pointer);
    const { draft } = this.#state;
    if (draft === null || draft.finished) return;
    const next = release(draft, this.#grid);
    this.#become({ draft: next.draft });
    if (next.done === null || this.#outcome.onDrawn(next.done, draft.channel)) return;
    this.#become({ draft: { ...draft, ...next.done, finished: true } });
  };

  readonly mark = (pointer: DrawingPointer): void => {
    const tracing = this.#tool === "freehand" && this.#state.draft !== null && !this.#state.draft.finished;
    if (!tracing) this.down(pointer);
    if (tracing || this.#tool !== "freehand") this.up(pointer);
  };

  /** Call off what is drawn or moved. */
  readonly cancel = (): void => {
    this.#hold = null;
    this.#become({ draft: null, edited: null, held: null });
  };

  /**
   * Take hold of a handle of a mark, or of all of it, which selects it.
   *
   * Returns whether it is held: a second finger on a mark means the picture, and lets go of the first one's, unmoved.
   * What keys hold they let go of; that mark is on its way then, and is to be taken hold of anew.
   */
  grab({ id, version, shape }: Grabbed, { handle, at, pointer }: Grip): boolean {
    const byKeys = this.#state.held?.id;
    this.letGo();
    if (byKeys === id) return false;
    if (this.#hold !== null && this.#hold.pointer !== pointer) {
      this.cancel();
      return false;
    }
    this.#hold = { id, version, shape, handle, before: shape.points, start: at, pointer, moved: false };
    this.#become({ selected: id, draft: null, edited: null });
    return true;
  }

  /** Take hold of the first end of a mark by keys or, going backwards, of the last one. */
  hold({ id, version, shape }: Grabbed, direction: 1 | -1): void {
    if (this.#hold !== null) return;
    this.#takeByKeys({ id, version, shape, before: shape.points, pointer: null, moved: false }, handleBeside(shape, null, direction));
    this.#become({ selected: id, raised: id, draft: null });
  }

  /** Go on from the end that keys hold to the next one; the mark stays in hand as it has been moved. */
  holdNext(direction: 1 | -1): void {
    const [hold, { held, edited }] = [this.#hold, this.#state];
    if (hold === null || held === null) return;
    const shape = { ...hold.shape, points: edited?.points ?? hold.shape.points };
    this.#takeByKeys({ ...hold, shape }, handleBeside(shape, held.handle, direction));
  }

  /** Let go of what keys hold, where they have brought it. */
  letGo(): void {
    if (this.#state.held !== null) this.drop();
  }

  /** Whether keys hold something. */
  get holding(): boolean {
    return this.#state.held !== null;
  }

  drag(to: Triple): void {
    const hold = this.#hold;
    if (hold === null) return;
    hold.moved ||= to.some((place, dimension) => place !== hold.start[dimension]);
    if (!hold.moved) return;
    const points = movedPoints(hold, to, this.#grid);
    // All of a mark stops where one of its points comes to an edge.
    const at = hold.handle === null ? points[0]! : settle(to, hold.shape, this.#grid.size);
    this.#become({ edited: { id: hold.id, points }, held: heldByKeys(hold, at) });
  }

  drop(): void {
    const [hold, { edited, selected }] = [this.#hold, this.#state];
    this.#hold = null;
    // Not before: a shape that is put elsewhere in the page loses the pointer that holds it.
    this.#become({ raised: selected, held: null });
    if (hold === null || edited === null) return;
    const shape = { ...hold.shape, points: edited.points };
    const done = measurable(shape.kind === "freehand" ? tidyOutline(shape) : shape, this.#grid);
    if (done !== null && !unmoved(hold, edited.points, this.#grid)) this.#outcome.onMoved({ id: hold.id, version: hold.version, shape: done });
    // After it was handed on, so that it does not jump back in between.
    this.#become({ edited: null });
  }

  #takeByKeys(hold: Omit<Hold, "handle" | "start">, handle: number | null): void {
    const start = placeOf(hold.shape, handle);
    this.#hold = { ...hold, handle, start };
    this.#become({ held: heldByKeys(this.#hold, start) });
  }

  #become(change: Partial<DrawingState>): void {
    const next = { ...this.#state, ...change };
    const parts = ["draft", "selected", "raised", "edited", "held"] as const;
    if (parts.every((part) => next[part] === this.#state[part])) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
