import { useRef, type PointerEvent } from "react";

type ShapeEvent = PointerEvent<SVGElement>;

interface Hold {
  /** Somebody pressed on it. Returns whether it can be moved. */
  start: (event: ShapeEvent) => boolean;
  move: (event: ShapeEvent) => void;
  /** It was let go, moved or not. */
  end: () => void;
  cancel?: () => void;
}

// CSS pixels that a hand trembles on a click.
const TREMBLE = 2;

/** Follow a pointer from the press on a shape until it is let go; what is only clicked is not moved. */
export function useHold() {
  const pressed = useRef<{ x: number; y: number } | null>(null);
  return ({ start, move, end, cancel }: Hold) => ({
    onPointerDown: (event: ShapeEvent) => {
      if (event.button !== 0) return;
      // What lies on a mark is not for the view's tool.
      event.stopPropagation();
      if (!start(event)) return;
      pressed.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: ShapeEvent) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const { current } = pressed;
      if (current !== null && Math.hypot(event.clientX - current.x, event.clientY - current.y) <= TREMBLE) return;
      pressed.current = null;
      move(event);
    },
    onPointerUp: (event: ShapeEvent) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      event.stopPropagation();
      end();
    },
    onPointerCancel: () => cancel?.(),
  });
}
