import { useLayoutEffect, useRef, useState, type PointerEvent } from "react";

import type { ViewEvent, ViewLook } from "../state/tools";
import { ViewGestures, type GestureActions } from "../state/view-gestures";

/** Bring the pointers over a view to the tools; spread what is returned on the view's element. */
export function useViewPointers(look: ViewLook, actions: GestureActions) {
  const latest = useRef(look);
  useLayoutEffect(() => {
    latest.current = look;
  });
  const [gestures] = useState(() => new ViewGestures(actions));
  const see = (event: PointerEvent<HTMLElement>) => seen(event, latest.current);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const used = gestures.down({ id: event.pointerId, button: event.button, event: see(event) });
      if (used) event.currentTarget.setPointerCapture(event.pointerId);
      // The middle button would scroll the page.
      if (event.button === 1) event.preventDefault();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => gestures.move(event.pointerId, see(event)),
    onPointerUp: (event: PointerEvent<HTMLElement>) => gestures.up(event.pointerId, see(event)),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => gestures.cancel(event.pointerId),
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
}

function seen(event: PointerEvent<HTMLElement>, look: ViewLook): ViewEvent {
  const { axis, index, transform, pixelRatio } = look;
  const box = event.currentTarget.getBoundingClientRect();
  const canvas = { x: (event.clientX - box.left) * pixelRatio, y: (event.clientY - box.top) * pixelRatio };
  return {
    axis,
    voxel: transform.toVoxel(canvas, index),
    canvas,
    buttons: event.buttons,
    shift: event.shiftKey,
    pointerType: event.pointerType,
    look,
  };
}
