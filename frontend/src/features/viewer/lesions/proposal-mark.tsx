import { useState, type PointerEvent } from "react";

import { useViewTransform } from "../components/view-overlay";
import type { Triple } from "../geometry/axes";
import css from "../measurements/components/marks.module.css";
import { voxelUnder } from "../measurements/components/pointer-place";
import { ShapeLabel } from "../measurements/components/shape-label";
import { ShapeLines } from "../measurements/components/shape-lines";
import type { Grid } from "../measurements/draft";
import { handlesOf, moveHandle, settle } from "../measurements/edit";
import { useMeasuringContext } from "../measurements/measuring-context";
import type { MeasuredLesion } from "./measured-lesion";
import own from "./proposal-mark.module.css";

const HANDLE_PX = 4;
const TOUCH_PX = 12;

/** Two diameters that were read off the mask; once an end is dragged, they are a measurement of whoever dragged it. */
export function ProposalMark({ lesion, grid }: { lesion: MeasuredLesion; grid: Grid }) {
  const { keep, mayKeep, valuesOf } = useMeasuringContext();
  const transform = useViewTransform();
  const [dragged, setDragged] = useState<readonly Triple[] | null>(null);
  const shape = { ...lesion.shape, points: dragged ?? lesion.shape.points };

  const holding = (handle: number) => ({
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (event.button !== 0) return;
      // What lies on a measurement is not for the view's tool.
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const to = settle(voxelUnder(event, transform, shape.index), shape, grid.size);
      setDragged(moveHandle(shape, handle, to, grid.spacing).map((point) => settle(point, shape, grid.size)));
    },
    onPointerUp: (event: PointerEvent<SVGElement>) => {
      event.stopPropagation();
      if (dragged !== null) keep({ ...shape, points: dragged });
      setDragged(null);
    },
    onPointerCancel: () => setDragged(null),
  });

  return (
    <g className={`${css.mark} ${own.proposal}`} data-testid={`proposal-${lesion.id}`}>
      <ShapeLines shape={shape} />
      {handlesOf(shape).map((handle) => {
        const { x, y } = transform.toScreen(handle.at);
        return (
          <g key={handle.id} className={mayKeep ? css.handle : css.end} {...(mayKeep ? holding(handle.id) : {})}>
            <circle className={css.touch} cx={x} cy={y} r={TOUCH_PX} data-testid={`proposal-${lesion.id}-end-${handle.id}`} />
            <circle className={css.knob} cx={x} cy={y} r={HANDLE_PX} />
          </g>
        );
      })}
      <ShapeLabel
        shape={shape}
        values={
          dragged === null
            ? { long_mm: lesion.longMm, short_mm: lesion.shortMm, product_mm2: lesion.productMm2 }
            : valuesOf(shape)
        }
      />
    </g>
  );
}
