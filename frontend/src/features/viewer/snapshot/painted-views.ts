import { createContext, use } from "react";

import type { Axis } from "../geometry/axes";
import type { Size } from "../geometry/fit";
import type { ViewTransform } from "../geometry/view-transform";
import type { Picture } from "../painting/slice-painter";
import type { Frame } from "../state/view-controller";
import { captureOverlay } from "./capture-overlay";

/** What one view has on the screen: enough to paint it again, somewhere else, to the pixel. */
export interface PaintedView {
  frame: Frame;
  picture: Picture;
  transform: ViewTransform;
  /** Device pixels of the canvas. */
  size: Size;
  canvas: HTMLCanvasElement;
}

/** The same, with the shapes that lie over it. */
export interface CapturedView extends PaintedView {
  overlay: HTMLImageElement | null;
}

/** Remembers what each view painted last. */
export class PaintedViews {
  readonly #views = new Map<string, PaintedView>();

  /** Note what a view shows; null when it shows nothing any more. */
  note(id: string, view: PaintedView | null): void {
    if (view === null) this.#views.delete(id);
    else this.#views.set(id, view);
  }

  /** Give a view of an axis, the first one where there are more; null where none is painted. */
  ofAxis(axis: Axis): PaintedView | null {
    return this.list().find(({ transform }) => transform.axis === axis) ?? null;
  }

  /** List the views as they stand on the screen: from top to bottom, from left to right. */
  list(): PaintedView[] {
    return [...this.#views.values()]
      .map((view) => ({ view, box: view.canvas.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
      .map(({ view }) => view);
  }

  /** List the views as they stand on the screen now, with the shapes that lie over them. */
  capture(): Promise<CapturedView[]> {
    return Promise.all(
      this.list().map(async (view) => {
        const overlay = view.canvas.parentElement?.querySelector("svg") ?? null;
        return { ...view, overlay: overlay && (await captureOverlay(overlay, view.size)) };
      }),
    );
  }
}

export const PaintedViewsContext = createContext<PaintedViews | null>(null);

/** Give where views note what they have painted, if anybody wants to know. */
export function usePaintedViews(): PaintedViews | null {
  return use(PaintedViewsContext);
}
