/** The three slice directions, in the order in which they stand side by side. */
export const AXES = ["axial", "coronal", "sagittal"] as const;

export type Axis = (typeof AXES)[number];

export type Triple = readonly [number, number, number];

/** For each of x, y, z the first voxel, and the one after the last. */
export type Box = readonly [readonly [number, number], readonly [number, number], readonly [number, number]];

/** The anatomical letters at the edges of a view. */
export interface EdgeLetters {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

interface AxisLayout {
  /** The canonical dimension (x, y, z = 0, 1, 2; RAS+) along which the index runs. */
  through: 0 | 1 | 2;
  rows: 0 | 1 | 2;
  columns: 0 | 1 | 2;
  letters: EdgeLetters;
}

/** Radiological convention: the patient's right on the viewer's left; sagittal with the nose to the left. */
export const LAYOUTS: Record<Axis, AxisLayout> = {
  axial: { through: 2, rows: 1, columns: 0, letters: { left: "R", right: "L", top: "A", bottom: "P" } },
  coronal: { through: 1, rows: 2, columns: 0, letters: { left: "R", right: "L", top: "S", bottom: "I" } },
  sagittal: { through: 0, rows: 2, columns: 1, letters: { left: "A", right: "P", top: "S", bottom: "I" } },
};

/** Return how many slices a volume has along an axis. */
export function sliceCount(shape: Triple, axis: Axis): number {
  return shape[LAYOUTS[axis].through];
}

/** Return the pixels of one slice. */
export function sliceSize(shape: Triple, axis: Axis): { rows: number; columns: number } {
  const { rows, columns } = LAYOUTS[axis];
  return { rows: shape[rows], columns: shape[columns] };
}

/** Return the true size of one slice in mm. */
export function sliceExtent(shape: Triple, spacing: Triple, axis: Axis): { width: number; height: number } {
  const { rows, columns } = LAYOUTS[axis];
  return { width: shape[columns] * spacing[columns], height: shape[rows] * spacing[rows] };
}

/** Tell whether a convention mirrors the columns of an axis: neurological ones do where left and right are columns. */
export function mirrorsColumns(axis: Axis, flipped: boolean): boolean {
  return flipped && LAYOUTS[axis].columns === 0;
}

/** Give the letters at the edges; `flipped` is neurological convention. */
export function edgeLetters(axis: Axis, flipped = false): EdgeLetters {
  const { letters } = LAYOUTS[axis];
  return mirrorsColumns(axis, flipped) ? { ...letters, left: letters.right, right: letters.left } : letters;
}

/** Put slice indices into the order of voxel coordinates: x, y, z. */
export function voxelOf(indices: Readonly<Record<Axis, number>>): Triple {
  return [indices.sagittal, indices.coronal, indices.axial];
}

/** Give the coordinate of a voxel along an axis: the index of its slice. */
export function indexOf(voxel: Triple, axis: Axis): number {
  return voxel[LAYOUTS[axis].through];
}

/** Return the slice in the middle of an axis. */
export function middleIndex(shape: Triple, axis: Axis): number {
  return Math.floor(sliceCount(shape, axis) / 2);
}

export function clampIndex(index: number, count: number): number {
  return Math.min(Math.max(Math.round(index), 0), Math.max(count - 1, 0));
}

/** Return the nearest voxel of the volume. */
export function clampVoxel([x, y, z]: Triple, shape: Triple): Triple {
  return [clampIndex(x, shape[0]), clampIndex(y, shape[1]), clampIndex(z, shape[2])];
}

/** Read three numbers out of a list whose length the API's types do not say. */
export function toTriple(values: readonly number[]): Triple {
  const [x = 0, y = 0, z = 0] = values;
  return [x, y, z];
}
