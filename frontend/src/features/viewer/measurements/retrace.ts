import type { Drawing } from "./drawing";
import type { MeasurementHistory } from "./measurement-history";

interface Retraced {
  drawing: Pick<Drawing, "letGo">;
  history: Pick<MeasurementHistory, "undo" | "redo">;
}

/** Undo or redo one step; what keys hold is let go before, as it was moved, so that this is the step. */
export function retrace({ drawing, history }: Retraced, way: "undo" | "redo"): void {
  drawing.letGo();
  void history[way]();
}
