import { memo } from "react";

import type { Axis } from "../geometry/axes";
import { useMaskRegions } from "./region-context";
import css from "./region-strips.module.css";
import { runsOf } from "./slices";

const HEIGHT = 2;
const GAP = 1;

interface RegionStripsProps {
  axis: Axis;
  /** Slices along the axis. */
  count: number;
}

/** Along a slider, one thin line for each region: where it is. */
export const RegionStrips = memo(function RegionStrips({ axis, count }: RegionStripsProps) {
  const { regions, profile } = useMaskRegions();
  // It keeps its room while nothing is known, so that nothing moves when it is.
  const height = Math.max(regions.length * (HEIGHT + GAP) - GAP, 0);
  return (
    // The buttons beside the slider and its own number say the same in words.
    <svg
      className={css.strips}
      // The middle of a slice lies under the middle of the slider's thumb.
      viewBox={`0 0 ${Math.max(count - 1, 1)} ${height}`}
      style={{ height }}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-testid={`strips-${axis}`}
    >
      {regions.map((region, row) =>
        runsOf(profile?.[axis][region.id] ?? []).map(([first, end]) => (
          <rect
            key={`${region.id}-${first}`}
            x={first - 0.5}
            y={row * (HEIGHT + GAP)}
            width={end - first}
            height={HEIGHT}
            fill={region.colour}
            data-region={region.id}
            data-first={first}
            data-last={end - 1}
          />
        )),
      )}
    </svg>
  );
});
