import { useViewTransform } from "../components/view-overlay";
import type { Axis } from "../geometry/axes";
import type { Grid } from "../measurements/draft";
import { ProposalMark } from "./proposal-mark";
import { useMeasuredLesions } from "./use-measured-lesions";

interface BidirectionalLayerProps {
  axis: Axis;
  index: number;
  segmentationId: number | null;
  grid: Grid;
}

/** The two diameters of each lesion on the axial slice that shows them, until a hand has adjusted them. */
export function BidirectionalLayer({ axis, index, segmentationId, grid }: BidirectionalLayerProps) {
  const { lesions } = useMeasuredLesions(axis === "axial" ? segmentationId : null);
  const { width } = useViewTransform();
  if (axis !== "axial" || width === 0) return null;
  return (
    <g data-testid="proposals">
      {lesions
        .filter(({ measurable, adjusted, shape }) => measurable && adjusted === null && shape.index === index)
        .map((lesion) => (
          <ProposalMark key={lesion.id} lesion={lesion} grid={grid} />
        ))}
    </g>
  );
}
