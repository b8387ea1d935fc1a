import { useViewTransform } from "../../components/view-overlay";
import type { Axis } from "../../geometry/axes";
import { useDrawingState, useMeasuringContext, useShownMeasurements } from "../measuring-context";
import { DraftMark } from "./draft-mark";
import { MeasurementMark } from "./measurement-mark";

interface MeasurementLayerProps {
  axis: Axis;
  index: number;
}

/** The measurements of one slice, drawn over it. */
export function MeasurementLayer({ axis, index }: MeasurementLayerProps) {
  const measuring = useMeasuringContext();
  const transform = useViewTransform();
  const { draft, selected } = useDrawingState(measuring.drawing);
  const shown = useShownMeasurements(measuring);
  const here = shown.filter((measurement) => measurement.axis === axis && measurement.index === index);
  if (transform.width === 0) return null;
  return (
    <g data-testid={`measurements-${axis}`}>
      {here.map((measurement) => (
        <MeasurementMark key={measurement.id} measurement={measurement} selected={measurement.id === selected} />
      ))}
      {draft?.axis === axis && draft.index === index && <DraftMark draft={draft} />}
    </g>
  );
}
