import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Axis } from "../geometry/axes";
import { useAxisName } from "../use-axis-name";
import { useMaskRegions } from "./region-context";
import css from "./segmented-steps.module.css";
import { segmentedSlice } from "./slices";

// Arrows that stop at a bar.
const BACK = "M8 1.5 3.5 6 8 10.5M1.5 2v8";
const ON = "M4 1.5 8.5 6 4 10.5M10.5 2v8";

interface SegmentedStepsProps {
  axis: Axis;
  index: number;
  onGoTo: (axis: Axis, index: number) => void;
  /** The slider that they stand beside. */
  children: ReactNode;
}

/** Beside a slider: to the previous and to the next slice with a region. */
export function SegmentedSteps({ axis, index, onGoTo, children }: SegmentedStepsProps) {
  const { profile } = useMaskRegions();
  const { t } = useTranslation();
  const axisName = useAxisName()(axis);
  const button = (direction: 1 | -1, label: string, path: string) => {
    const target = profile && segmentedSlice(profile[axis], index, direction);
    return (
      <button
        type="button"
        className={css.step}
        aria-label={label}
        title={label}
        disabled={target === null}
        onClick={() => target !== null && onGoTo(axis, target)}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d={path} />
        </svg>
      </button>
    );
  };
  return (
    <div className={css.row}>
      {button(-1, t("viewer.previousSegmented", { axis: axisName }), BACK)}
      {children}
      {button(1, t("viewer.nextSegmented", { axis: axisName }), ON)}
    </div>
  );
}
