import { LAYOUTS, sliceCount, sliceSize, type Axis, type Triple } from "../geometry/axes";
import type { Slice } from "./slice-source";
import type { ValueScale } from "./value-scale";

/** A whole volume on the canonical grid (RAS+), x varying fastest, in the server's 16-bit pixels or as labels. */
export interface Volume extends ValueScale {
  shape: Triple;
  pixels: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

/**
 * Cut one slice as the server lays it out: superior or anterior up, the patient's right (or anterior) on the left.
 *
 * Both kept axes run to the right (or anterior) and up; shown, both run the other way.
 */
export function cutSlice({ shape, pixels, slope, intercept }: Volume, axis: Axis, index: number): Slice {
  if (index < 0 || index >= sliceCount(shape, axis)) throw new RangeError(`There is no ${axis} slice ${index}.`);
  const { rows, columns } = sliceSize(shape, axis);
  const layout = LAYOUTS[axis];
  const strides = [1, shape[0], shape[0] * shape[1]] as const;
  const alongColumns = strides[layout.columns];
  const cut = pixels instanceof Uint8Array ? new Uint8Array(rows * columns) : new Uint16Array(rows * columns);
  const last = index * strides[layout.through] + (columns - 1) * alongColumns;
  for (let row = 0, to = 0; row < rows; row += 1) {
    let from = last + (rows - 1 - row) * strides[layout.rows];
    for (const end = to + columns; to < end; to += 1, from -= alongColumns) cut[to] = pixels[from]!;
  }
  return { rows, columns, pixels: cut, slope, intercept };
}

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
