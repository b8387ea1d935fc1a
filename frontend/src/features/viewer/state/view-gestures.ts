import type { Axis } from "../geometry/axes";
import type { Camera } from "../geometry/view-transform";
import type { ToolHandler, ViewEvent } from "./tools";
import { TwoFingers } from "./two-fingers";

/** A pointer event as the browser tells it, with what it points at. */
export interface PressedPointer {
  id: number;
  /** 0 the main one, 1 the middle one, 2 the right one. */
  button: number;
  event: ViewEvent;
}

export interface GestureActions {
  /** The tool in hand, for what is pressed with. */
  main: (event: ViewEvent) => ToolHandler<ViewEvent>;
  pan: ToolHandler<ViewEvent>;
  window: ToolHandler<ViewEvent>;
  moveCamera: (axis: Axis, camera: Camera) => void;
  /** The pointer moves and nothing is pressed. */
  hover: (event: ViewEvent) => void;
}

// CSS pixels that a finger may slip before a touch is a drag.
const SLIP = 6;

/** Tells which tool the pointers over one view drive: by button, shift and the number of fingers. */
export class ViewGestures {
  readonly #actions: GestureActions;
  readonly #last = new Map<number, ViewEvent>();
  #stroke: ToolHandler<ViewEvent> | null = null;
  /** A touch that may still become one of two fingers. */
  #waiting: ViewEvent | null = null;
  #fingers: TwoFingers | null = null;

  constructor(actions: GestureActions) {
    this.#actions = actions;
  }

  /** Returns whether the pointer is used, and is to be followed beyond the view. */
  down({ id, button, event }: PressedPointer): boolean {
    this.#last.set(id, event);
    if (this.#last.size > 1) {
      this.#addFinger(event);
      return event.pointerType === "touch";
    }
    this.#stroke = this.#toolOf(button, event);
    if (event.pointerType === "touch") this.#waiting = event;
    else this.#stroke?.down(event);
    return this.#stroke !== null;
  }

  move(id: number, event: ViewEvent): void {
    if (!this.#last.has(id)) {
      if (this.#last.size === 0) this.#actions.hover(event);
      return;
    }
    this.#last.set(id, event);
    if (this.#fingers !== null) {
      const [first, second] = [...this.#last.values()];
      if (first !== undefined && second !== undefined) this.#fingers.move([first, second]);
      return;
    }
    if (this.#waiting !== null && travelled(this.#waiting, event) < SLIP) return;
    this.#begin();
    this.#stroke?.move(event);
  }

  up(id: number, event: ViewEvent): void {
    if (!this.#last.delete(id)) return;
    this.#begin();
    this.#stroke?.up(event);
    this.#end();
  }

  cancel(id: number): void {
    if (!this.#last.delete(id)) return;
    this.#stroke?.cancel();
    this.#end();
  }

  #toolOf(button: number, event: ViewEvent): ToolHandler<ViewEvent> | null {
    if (button === 1 || (button === 0 && event.shift)) return this.#actions.pan;
    if (button === 2) return this.#actions.window;
    return button === 0 ? this.#actions.main(event) : null;
  }

  #addFinger(event: ViewEvent): void {
    const [first, second] = [...this.#last.values()];
    if (event.pointerType !== "touch" || this.#last.size !== 2 || first === undefined || second === undefined) return;
    if (this.#waiting === null) this.#stroke?.cancel();
    this.#stroke = null;
    this.#waiting = null;
    const { moveCamera, window } = this.#actions;
    this.#fingers = new TwoFingers([first, second], {
      moveCamera: (camera) => moveCamera(first.axis, camera),
      window,
    });
  }

  /** A touch that waited is the start of a stroke after all. */
  #begin(): void {
    if (this.#waiting !== null) this.#stroke?.down(this.#waiting);
    this.#waiting = null;
  }

  /** What is left of two fingers does nothing any more. */
  #end(): void {
    this.#fingers?.end();
    this.#fingers = null;
    this.#stroke = null;
    this.#waiting = null;
  }
}

function travelled(from: ViewEvent, to: ViewEvent): number {
  return Math.hypot(to.canvas.x - from.canvas.x, to.canvas.y - from.canvas.y) / from.look.pixelRatio;
}
