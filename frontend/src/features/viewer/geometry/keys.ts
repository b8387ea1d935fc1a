import { clampIndex } from "./axes";

const PAGE = 5;

/** Return the slice a key leads to, or null when the key is not for the view. */
export function indexForKey(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowUp":
    case "ArrowRight":
      return clampIndex(index + 1, count);
    case "ArrowDown":
    case "ArrowLeft":
      return clampIndex(index - 1, count);
    case "PageUp":
      return clampIndex(index + PAGE, count);
    case "PageDown":
      return clampIndex(index - PAGE, count);
    case "Home":
      return 0;
    case "End":
      return Math.max(count - 1, 0);
    default:
      return null;
  }
}
