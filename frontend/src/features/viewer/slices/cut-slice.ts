import { LAYOUTS, sliceCount, sliceSize, type Axis, type Triple } from "../geometry/axes";
import type { Slice } from "./slice-source";
import type { ValueScale } from "./value-scale";

/** A whole volume on the canonical grid (RAS+), x varying fastest, in the server's 16-bit pixels, or as bytes. */
export interface Volume extends ValueScale {
  shape: Triple;
  pixels: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  /** Packed colours that pixels stand for, where slices are colours: as bytes they take a quarter of the memory. */
  colours?: Uint32Array<ArrayBuffer>;
}

/**
 * Cut one slice as the server lays it out: superior or anterior up, the patient's right (or anterior) on the left.
 *
 * Both kept axes run to the right (or anterior) and up; shown, both run the other way: from the last voxel to the first.
 */
export function cutSlice({ shape, pixels, slope, intercept, colours }: Volume, axis: Axis, index: number): Slice {
  if (index < 0 || index >= sliceCount(shape, axis)) throw new RangeError(`There is no ${axis} slice ${index}.`);
  const { rows, columns } = sliceSize(shape, axis);
  const layout = LAYOUTS[axis];
  const strides = [1, shape[0], shape[0] * shape[1]] as const;
  const cut = pixels instanceof Uint8Array ? new Uint8Array(rows * columns) : new Uint16Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const from = index * strides[layout.through] + row * strides[layout.rows];
    const target = cut.subarray(row * columns, (row + 1) * columns);
    copyEvery(strides[layout.columns], pixels, from, target);
  }
  cut.reverse();
  const shown = colours === undefined ? cut : Uint32Array.from(cut, (pixel) => colours[pixel]!);
  return { rows, columns, pixels: shown, slope, intercept };
}

/** Copy values that lie `stride` apart, from one place on, until the target is full. */
function copyEvery(stride: number, pixels: Volume["pixels"], from: number, target: Uint8Array | Uint16Array): void {
  if (stride === 1) {
    target.set(pixels.subarray(from, from + target.length));
    return;
  }
  for (let to = 0, at = from; to < target.length; to += 1, at += stride) target[to] = pixels[at]!;
}
