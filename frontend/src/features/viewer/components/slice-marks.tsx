import { memo, useCallback, useMemo } from "react";

import type { Axis, Triple } from "../geometry/axes";
import { insideVolume, pixelInSlice } from "../geometry/pixel-in-slice";
import { proposedMarks } from "../lesions/proposed-marks";
import { useMeasuredLesions } from "../lesions/use-measured-lesions";
import { Mark } from "../measurements/components/mark";
import { MarkLabel } from "../measurements/components/mark-label";
import css from "../measurements/components/marks.module.css";
import { ShapeLines } from "../measurements/components/shape-lines";
import { markOf, readElsewhere, type HeldMark, type Mark as DrawnMark, type ShownChannel } from "../measurements/marks";
import { useDrawingState, useMeasuringContext, useShownMeasurements } from "../measurements/measuring-context";
import { usePlacedLabels, type LabelId } from "../measurements/use-placed-labels";
import type { Slice } from "../slices/slice-source";
import { useViewTransform } from "./view-overlay";

interface SliceMarksProps extends ShownChannel {
  axis: Axis;
  index: number;
  /** Whose lesions are proposed to be measured; null where that is not wanted. */
  segmentationId: number | null;
  /** The mask on this slice, if there is one: labels stand beside it. */
  mask: Slice | null;
  /** Voxels of the volume along x, y, z. */
  size: Triple;
}

/** What was measured on a slice, what is proposed to be, and what is being drawn; their labels make room for each other. */
export const SliceMarks = memo(function SliceMarks(props: SliceMarksProps) {
  const { axis, index, segmentationId, mask, size, channel, channelName } = props;
  const measuring = useMeasuringContext();
  const { valuesOf } = measuring;
  const { draft, selected, raised, held } = useDrawingState(measuring.drawing);
  const shown = useShownMeasurements(measuring);
  const { lesions } = useMeasuredLesions(axis === "axial" ? segmentationId : null);
  const { width } = useViewTransform();

  const proposals = useMemo(
    () => (axis === "axial" ? proposedMarks(lesions, index, selected) : []),
    [axis, index, lesions, selected],
  );
  const kept = useMemo(
    () =>
      shown
        .filter((measurement) => measurement.axis === axis && measurement.index === index)
        .map((measurement) => markOf(measurement, { channel, channelName })),
    [axis, index, shown, channel, channelName],
  );
  const drawn = draft?.axis === axis && draft.index === index ? draft : null;
  const marks = useMemo((): DrawnMark<LabelId>[] => {
    const drawing = drawn && {
      id: "draft" as const,
      shape: drawn,
      values: valuesOf(drawn, drawn.channel ?? undefined),
      name: "",
      readOn: readElsewhere(drawn, { channel, channelName }),
    };
    return [...proposals, ...kept, ...(drawing ? [drawing] : [])];
  }, [proposals, kept, drawn, valuesOf, channel, channelName]);
  const inMask = useCallback(
    (voxel: Triple) => {
      const nearest: Triple = [Math.round(voxel[0]), Math.round(voxel[1]), Math.round(voxel[2])];
      return mask !== null && insideVolume(size, nearest) && mask.pixels[pixelInSlice(size, axis, nearest)] !== 0;
    },
    [mask, size, axis],
  );
  const labels = usePlacedLabels(marks, inMask);

  if (width === 0) return null;
  const inOrder = (among: readonly HeldMark[]) =>
    [...among]
      .sort((a, b) => Number(a.id === raised) - Number(b.id === raised))
      .map((mark) => (
        <Mark
          key={mark.id}
          mark={mark}
          words={labels.get(mark.id)}
          selected={mark.id === selected}
          held={held?.id === mark.id ? held : null}
        />
      ));
  const words = labels.get("draft");
  const layers = [
    axis === "axial" && (
      <g key="proposed" data-testid="proposals">
        {inOrder(proposals)}
      </g>
    ),
    <g key="kept" data-testid={`measurements-${axis}`}>
      {inOrder(kept)}
      {drawn && (
        <g className={css.mark} data-testid="draft">
          <ShapeLines shape={drawn} open={drawn.kind === "freehand" && !drawn.finished} />
          {words && <MarkLabel words={words} />}
        </g>
      )}
    </g>,
  ];
  return typeof raised === "string" ? layers.reverse() : layers;
});
