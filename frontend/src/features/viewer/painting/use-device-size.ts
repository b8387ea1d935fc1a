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
    try {
      observer.observe(element.current, { box: "device-pixel-content-box" });
    } catch {
      // Safari does not know that box.
      observer.observe(element.current);
    }
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function deviceSize(entry: ResizeObserverEntry): Size {
  const ratio = window.devicePixelRatio;
  const width = Math.round(entry.contentRect.width * ratio);
  const height = Math.round(entry.contentRect.height * ratio);
  // How many pixels an element covers depends on where it begins: from 133.5 to 978.6 it is 846, not 845, and a canvas of
  // 845 would be drawn stretched. An answer that is further off is not meant in pixels of the screen.
  const covered = entry.devicePixelContentBoxSize?.[0];
  if (covered === undefined || Math.abs(covered.inlineSize - width) > 1 || Math.abs(covered.blockSize - height) > 1) {
    return { width, height };
  }
  return { width: covered.inlineSize, height: covered.blockSize };
}
