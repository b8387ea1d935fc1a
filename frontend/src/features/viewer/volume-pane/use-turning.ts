import { useRef, type PointerEvent } from "react";

import type { Point } from "../geometry/view-transform";

interface Hands {
  /** CSS pixels since the last movement. */
  onTurn: (right: number, down: number) => void;
  onPick: (point: Point) => void;
}

// A press that moved less than this is a click.
const STILL = 4;

/** Tell dragging, which turns the volume, from clicking, which picks a place on it; with mouse, pen and one finger. */
export function useTurning({ onTurn, onPick }: Hands) {
  const stroke = useRef<{ pointer: number; last: Point; travelled: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || stroke.current !== null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      stroke.current = { pointer: event.pointerId, last: { x: event.clientX, y: event.clientY }, travelled: 0 };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = stroke.current;
      if (now?.pointer !== event.pointerId) return;
      const [right, down] = [event.clientX - now.last.x, event.clientY - now.last.y];
      now.travelled += Math.abs(right) + Math.abs(down);
      now.last = { x: event.clientX, y: event.clientY };
      if (now.travelled >= STILL) onTurn(right, down);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const now = stroke.current;
      if (now?.pointer !== event.pointerId) return;
      stroke.current = null;
      const box = event.currentTarget.getBoundingClientRect();
      if (now.travelled < STILL) onPick({ x: event.clientX - box.left, y: event.clientY - box.top });
    },
    onPointerCancel: () => {
      stroke.current = null;
    },
  };
}
