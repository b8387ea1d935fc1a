import { LAYOUTS, sliceSize, type Triple } from "../geometry/axes";
import { pixelInSlice } from "../geometry/pixel-in-slice";
import { planeOf } from "../geometry/plane-of";
import type { SliceSource } from "../slices/slice-source";
import type { ValuePlane } from "./image-values";
import type { Shape } from "./kinds";

interface Of {
  channel: string;
  /** Voxels of the volume along x, y, z. */
  size: Triple;
}

/** Give the values of the slice that something is drawn in; null while the slice is not at hand. */
export function sliceValues(source: SliceSource, { axis, index }: Shape, { channel, size }: Of): ValuePlane | null {
  const slice = source.get({ kind: "image", channel, axis, index });
  const { rows, columns } = sliceSize(size, axis);
  if (slice?.rows !== rows || slice.columns !== columns) return null;
  const [first, second] = planeOf(axis);
  const { through } = LAYOUTS[axis];
  return {
    size: [size[first], size[second]],
    at: (along, up) => {
      const voxel: [number, number, number] = [0, 0, 0];
      voxel[through] = index;
      voxel[first] = along;
      voxel[second] = up;
      return (slice.pixels[pixelInSlice(size, axis, voxel)] ?? 0) * slice.slope + slice.intercept;
    },
  };
}
