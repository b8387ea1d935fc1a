import { clampIndex, LAYOUTS, mirrorsColumns, type Axis, type Triple } from "./axes";

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

const STEPS: Readonly<Record<string, { right: number; up: number }>> = {
  ArrowUp: { right: 0, up: 1 },
  ArrowDown: { right: 0, up: -1 },
  ArrowRight: { right: 1, up: 0 },
  ArrowLeft: { right: -1, up: 0 },
};

/** Return the voxel beside another one, where an arrow key points on the screen; null for other keys. */
export function voxelForKey(key: string, voxel: Triple, { axis, flipped }: { axis: Axis; flipped: boolean }): Triple | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const { columns, rows } = LAYOUTS[axis];
  const next: [number, number, number] = [...voxel];
  next[columns] += mirrorsColumns(axis, flipped) ? step.right : -step.right;
  next[rows] += step.up;
  return next;
}
