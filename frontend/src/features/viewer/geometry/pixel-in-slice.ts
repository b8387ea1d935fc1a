import { LAYOUTS, sliceSize, type Axis, type Triple } from "./axes";

/** Say where a voxel lies in the slice through it: its row and column as one number. */
export function pixelInSlice(shape: Triple, axis: Axis, voxel: Triple): number {
  const { rows, columns } = sliceSize(shape, axis);
  const layout = LAYOUTS[axis];
  return (rows - 1 - voxel[layout.rows]) * columns + (columns - 1 - voxel[layout.columns]);
}

/** Tell whether there is such a voxel. */
export function insideVolume(shape: Triple, voxel: Triple): boolean {
  return voxel.every((place, dimension) => Number.isInteger(place) && place >= 0 && place < shape[dimension]!);
}
