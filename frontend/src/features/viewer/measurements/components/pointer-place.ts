import type { PointerEvent } from "react";

import type { ScreenTransform } from "../../components/view-overlay";
import type { Triple } from "../../geometry/axes";

/** Say over which (fractional) voxel of a slice a pointer is that is over a view's overlay. */
export function voxelUnder(event: PointerEvent<SVGElement>, { toVoxel, pixelRatio }: ScreenTransform, index: number): Triple {
  const box = (event.currentTarget.ownerSVGElement ?? event.currentTarget).getBoundingClientRect();
  return toVoxel({ x: (event.clientX - box.left) * pixelRatio, y: (event.clientY - box.top) * pixelRatio }, index);
}
