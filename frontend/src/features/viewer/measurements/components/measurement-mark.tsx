import type { PointerEvent } from "react";

import { useViewTransform } from "../../components/view-overlay";
import { handlesOf } from "../edit";
import { shapeOf } from "../kinds";
import { useMeasuringContext } from "../measuring-context";
import type { ShownMeasurement } from "../operations";
import css from "./marks.module.css";
import { voxelUnder } from "./pointer-place";
import { ShapeLabel } from "./shape-label";
import { ShapeLines, usePath } from "./shape-lines";

const HANDLE_PX = 4;
const TOUCH_PX = 12;

interface MeasurementMarkProps {
  measurement: ShownMeasurement;
  selected: boolean;
}

/** A measurement that can be taken hold of: by a handle to change it, by its line to move it. */
export function MeasurementMark({ measurement, selected }: MeasurementMarkProps) {
  const { drawing, mayKeep } = useMeasuringContext();
  const transform = useViewTransform();
  const shape = shapeOf(measurement);
  const path = usePath(shape);
  const { id, version, index, pending } = measurement;
  const movable = mayKeep && !pending;

  const holding = (handle: number | null) => ({
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (event.button !== 0) return;
      // What lies on a measurement is not for the view's tool.
      event.stopPropagation();
      if (!movable) return drawing.select(id);
      event.currentTarget.setPointerCapture(event.pointerId);
      drawing.grab({ id, version, shape }, handle, voxelUnder(event, transform, index));
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) drawing.drag(voxelUnder(event, transform, index));
    },
    onPointerUp: (event: PointerEvent<SVGElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      event.stopPropagation();
      drawing.drop();
    },
    onPointerCancel: () => drawing.cancel(),
  });

  const look = [css.mark, selected ? css.selected : "", measurement.id < 0 ? css.unsaved : ""].join(" ");
  return (
    <g className={look} onDoubleClick={(event) => event.stopPropagation()} data-testid={`measurement-${id}`} data-selected={selected}>
      <ShapeLines shape={shape} />
      <path className={css.hold} d={path} {...holding(null)} />
      {handlesOf(shape).map((handle) => {
        const { x, y } = transform.toScreen(handle.at);
        return (
          <g key={handle.id} className={movable ? css.handle : css.end} {...holding(handle.id)}>
            <circle className={css.touch} cx={x} cy={y} r={TOUCH_PX} />
            <circle className={css.knob} cx={x} cy={y} r={HANDLE_PX} />
          </g>
        );
      })}
      <ShapeLabel shape={shape} values={measurement.values} name={measurement.label} />
    </g>
  );
}
