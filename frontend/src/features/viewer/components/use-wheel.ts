import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

import { wheelSteps } from "../geometry/wheel";

interface WheelUse {
  /** Go on by whole slices. */
  onSteps: (steps: number) => void;
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
      // With Ctrl the wheel zooms the page.
      if (event.ctrlKey) return;
      event.preventDefault();
      const turn = wheelSteps(leftover.current, event);
      leftover.current = turn.leftover;
      if (turn.steps !== 0) latest.current.onSteps(turn.steps);
    };
    target?.addEventListener("wheel", onWheel, { passive: false });
    return () => target?.removeEventListener("wheel", onWheel);
  }, [element]);
}
