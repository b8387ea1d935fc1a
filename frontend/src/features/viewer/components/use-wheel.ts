import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

import type { Point } from "../geometry/view-transform";
import { wheelSteps, wheelZoom } from "../geometry/wheel";

interface WheelUse {
  /** Whether there are no slices to go through, so that the wheel comes closer by itself. */
  onlyZooms: boolean;
  /** Go on by whole slices. */
  onSteps: (steps: number) => void;
  /** Come closer at a place, in CSS pixels of the element. */
  onZoom: (point: Point, factor: number) => void;
}

/** Listen to the wheel over an element; React's own listener could not keep the page from scrolling. */
export function useWheel(element: RefObject<HTMLElement | null>, use: WheelUse): void {
  const latest = useRef(use);
  const leftover = useRef(0);
  useLayoutEffect(() => {
    latest.current = use;
  });
  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      // Browsers tell two fingers that part on a trackpad as a wheel with Ctrl.
      if ((event.ctrlKey || latest.current.onlyZooms) && target !== null) {
        const box = target.getBoundingClientRect();
        latest.current.onZoom({ x: event.clientX - box.left, y: event.clientY - box.top }, wheelZoom(event));
        return;
      }
      const turn = wheelSteps(leftover.current, event);
      leftover.current = turn.leftover;
      if (turn.steps !== 0) latest.current.onSteps(turn.steps);
    };
    target?.addEventListener("wheel", onWheel, { passive: false });
    return () => target?.removeEventListener("wheel", onWheel);
  }, [element]);
}
