import { useShortcuts } from "../components/use-shortcuts";
import { useShownMeasurements, type Measuring } from "./measuring-context";
import { retrace } from "./retrace";
import { isUndoing } from "./undo-key";

/** Delete, Escape, Ctrl+Z and Ctrl+Shift+Z for measurements; to be called before others listen to Escape. */
export function useMeasuringKeys(measuring: Measuring): void {
  const { drawing, mayKeep, remove } = measuring;
  const shown = useShownMeasurements(measuring);
  useShortcuts({
    onKey: (event) => {
      const { draft, selected } = drawing.state();
      if (event.key === "Escape") {
        drawing.cancel();
        drawing.select(null);
        return draft !== null || selected !== null;
      }
      if (!mayKeep) return false;
      const undoing = isUndoing(event);
      if (undoing !== null) {
        retrace(measuring, undoing);
        return true;
      }
      if (event.key !== "Delete" && event.key !== "Backspace") return false;
      const measurement = shown.find(({ id, pending }) => id === selected && !pending);
      if (measurement === undefined) return false;
      remove(measurement);
      return true;
    },
  });
}
