import type { Triple } from "./axes";

/** Rows of the matrix from canonical voxels to mm. */
export type Affine = readonly (readonly number[])[];

/** Give the place of a (fractional) voxel in the patient: mm to the right, to the front and up. */
export function voxelToWorld(affine: Affine, [x, y, z]: Triple): Triple {
  const along = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => a * x + b * y + c * z + d;
  const [right = [], front = [], up = []] = affine;
  return [along(right), along(front), along(up)];
}
