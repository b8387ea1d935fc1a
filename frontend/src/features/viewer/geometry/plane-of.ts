import { LAYOUTS, type Axis } from "./axes";

/** Name the two canonical dimensions that a slice lies in, in order. */
export function planeOf(axis: Axis): readonly [0 | 1, 1 | 2] {
  return PLANES[LAYOUTS[axis].through];
}

const PLANES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;
