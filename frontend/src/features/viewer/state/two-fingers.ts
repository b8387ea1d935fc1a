import { pinchCamera } from "../geometry/camera";
import type { Camera, Point } from "../geometry/view-transform";
import type { ToolHandler, ViewEvent } from "./tools";

type Fingers = readonly [ViewEvent, ViewEvent];

interface TwoFingerActions {
  moveCamera: (camera: Camera) => void;
  window: ToolHandler<ViewEvent>;
}

// CSS pixels that two fingers must move before it is clear what they mean.
const DECIDED = 10;

/** Two fingers on a view: apart and together is zoom (and move), side by side is window and level. */
export class TwoFingers {
  readonly #start: Fingers;
  readonly #actions: TwoFingerActions;
  #meaning: "pinch" | "window" | null = null;

  constructor(start: Fingers, actions: TwoFingerActions) {
    this.#start = start;
    this.#actions = actions;
  }

  move(now: Fingers): void {
    const [from, to] = [middle(this.#start), middle(now)];
    const [first] = this.#start;
    if (this.#meaning === null) {
      const apart = Math.abs(distance(now) - distance(this.#start)) / first.look.pixelRatio;
      const along = Math.hypot(to.x - from.x, to.y - from.y) / first.look.pixelRatio;
      if (Math.max(apart, along) < DECIDED) return;
      this.#meaning = apart >= along ? "pinch" : "window";
      if (this.#meaning === "window") this.#actions.window.down({ ...first, canvas: from });
    }
    if (this.#meaning === "window") {
      this.#actions.window.move({ ...now[0], canvas: to });
      return;
    }
    const { camera, transform } = first.look;
    const factor = distance(now) / Math.max(distance(this.#start), 1);
    this.#actions.moveCamera(pinchCamera(camera, transform, { from, to, factor }));
  }

  end(): void {
    if (this.#meaning === "window") this.#actions.window.cancel();
  }
}

function middle([a, b]: Fingers): Point {
  return { x: (a.canvas.x + b.canvas.x) / 2, y: (a.canvas.y + b.canvas.y) / 2 };
}

/** Device pixels. */
function distance([a, b]: Fingers): number {
  return Math.hypot(a.canvas.x - b.canvas.x, a.canvas.y - b.canvas.y);
}
