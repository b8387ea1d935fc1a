import { useEffect, useState, type RefObject } from "react";

import type { Size } from "../geometry/fit";

const NONE: Size = { width: 0, height: 0 };

/** Follow an element's size in device pixels, so that one canvas pixel is one screen pixel. */
export function useDeviceSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState(NONE);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const next = deviceSize(entry);
      setSize((last) => (last.width === next.width && last.height === next.height ? last : next));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function deviceSize(entry: ResizeObserverEntry): Size {
  const { width, height } = entry.contentRect;
  const ratio = window.devicePixelRatio;
  return { width: Math.round(width * ratio), height: Math.round(height * ratio) };
}
