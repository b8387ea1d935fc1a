import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore, type RefObject } from "react";

import { mirrorsColumns } from "../geometry/axes";
import type { Size } from "../geometry/fit";
import type { ViewTransform } from "../geometry/view-transform";
import type { RegionPaint } from "../painting/region-compositor";
import { SlicePainter } from "../painting/slice-painter";
import type { SliceSource } from "../slices/slice-source";
import { usePaintedViews } from "../snapshot/painted-views";
import { ViewController, type ViewStatus, type ViewTarget } from "../state/view-controller";
import type { WindowTables } from "../state/window-tables";

const NO_REGIONS: RegionPaint = { fill: new Uint32Array(), outlines: [] };

interface PaintedView {
  /** The view's name among those that ask the source. */
  id: string;
  source: SliceSource;
  target: ViewTarget;
  transform: ViewTransform;
  /** Device pixels. */
  frame: Size;
  windowTables: WindowTables;
  /** What is painted of the mask, or null while the segmentation is switched off. */
  regionPaint: RegionPaint | null;
  uncertaintyOpacity: number;
  smoothing: boolean;
}

/** Keep a canvas painted with what a view shows; give what that is. */
export function usePaintedView(canvas: RefObject<HTMLCanvasElement | null>, view: PaintedView): ViewStatus {
  const { id, source, transform, frame: size, windowTables, regionPaint, uncertaintyOpacity, smoothing } = view;
  const { axis } = transform;
  const { index, count, direction, layers } = view.target;
  const painter = useRef<SlicePainter | null>(null);
  const painted = usePaintedViews();

  const controller = useMemo(() => new ViewController(source, axis, id), [source, axis, id]);
  const status = useSyncExternalStore(controller.subscribe, controller.status);
  useEffect(() => () => controller.leave(), [controller]);
  useLayoutEffect(
    () => controller.aim({ index, count, direction, layers }),
    [controller, index, count, direction, layers],
  );

  // The number and the letters are of the same render as the picture: all change in one frame of the screen.
  const { frame } = status;
  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0) return;
    painter.current ??= new SlicePainter(canvas.current);
    const picture = frame && {
      image: frame.image,
      labels: regionPaint === null ? null : frame.labels,
      windowTable: windowTables.for(frame.layers.channel, frame.image),
      regions: regionPaint ?? NO_REGIONS,
      uncertainty: frame.uncertainty,
      uncertaintyOpacity,
      rect: transform.rect,
      mirrored: mirrorsColumns(transform.axis, transform.flipped),
      smooth: smoothing,
    };
    painter.current.paint(picture, size);
    painted?.note(id, picture && { frame, picture, transform, size, canvas: canvas.current });
  }, [canvas, frame, regionPaint, uncertaintyOpacity, windowTables, size, transform, smoothing, painted, id]);
  useEffect(() => () => painted?.note(id, null), [painted, id]);
  return status;
}
