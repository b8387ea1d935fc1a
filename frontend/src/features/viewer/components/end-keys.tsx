import { useTranslation } from "react-i18next";

import type { Axis } from "../geometry/axes";
import { voxelForKey } from "../geometry/keys";
import { proposedMarks } from "../lesions/proposed-marks";
import { useMeasuredLesions } from "../lesions/use-measured-lesions";
import { markOf } from "../measurements/marks";
import { useDrawingState, useMeasuringContext, useShownMeasurements } from "../measurements/measuring-context";
import { commandFor } from "../state/shortcuts";
import { useShortcuts } from "./use-shortcuts";

interface EndKeysProps {
  /** Whose lesions are proposed to be measured; null where that is not wanted. */
  segmentationId: number | null;
  flipped: boolean;
  /** Shows the slice whose mark is moved. */
  onShow: (axis: Axis, index: number) => void;
}

/** Move the ends of the selected mark by keys, and say which one is held; to be there before others listen to keys. */
export function EndKeys({ segmentationId, flipped, onShow }: EndKeysProps) {
  const { t } = useTranslation();
  const measuring = useMeasuringContext();
  const { drawing, mayKeep } = measuring;
  const { held } = useDrawingState(drawing);
  const shown = useShownMeasurements(measuring);
  const { lesions } = useMeasuredLesions(segmentationId);

  const selectedMark = () => {
    const { selected } = drawing.state();
    const proposals = lesions.flatMap((lesion) => proposedMarks([lesion], lesion.shape.index, selected));
    return [...shown.map((measurement) => markOf(measurement)), ...proposals].find(({ id }) => id === selected);
  };
  const holdNext = (direction: 1 | -1): boolean => {
    const now = drawing.state().held;
    const mark = selectedMark();
    if (now === null && (!mayKeep || mark === undefined || mark.pending)) return false;
    const { axis, index } = now ?? mark!.shape;
    onShow(axis, index);
    if (now === null) drawing.hold(mark!, direction);
    else drawing.holdNext(direction);
    return true;
  };
  useShortcuts({
    onKey: (event) => {
      if (commandFor(event)?.type === "end") return holdNext(event.shiftKey ? -1 : 1);
      const now = drawing.state().held;
      if (now === null || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === "Enter" || event.key === "Escape") {
        drawing.letGo();
        return true;
      }
      const to = event.shiftKey ? voxelForKey(event.key, now.at, { axis: now.axis, flipped }) : null;
      if (to === null) return false;
      onShow(now.axis, now.index);
      drawing.drag(to);
      return true;
    },
  });

  return (
    <p role="status" className="visually-hidden" data-testid="held-end">
      {held && (held.handle === null ? t("measurements.allHeld") : t("measurements.endHeld", { number: held.handle + 1, count: held.count }))}
    </p>
  );
}
