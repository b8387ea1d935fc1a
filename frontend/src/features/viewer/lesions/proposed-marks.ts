import type { HeldMark, MarkId } from "../measurements/marks";
import type { MeasuredLesion } from "./measured-lesion";

/** Name what is drawn of a lesion: the measurement that stands for it, or else its proposal. */
export function markIdOf({ id, kept }: MeasuredLesion): MarkId {
  return kept === null ? `proposal-${id}` : kept.id;
}

/**
 * Give the proposals of an axial slice; what stands as a measurement is drawn as one.
 *
 * Args:
 *   selected: what somebody went to or took hold of; too small to be judged by, a lesion is drawn only while it is this.
 */
export function proposedMarks(lesions: readonly MeasuredLesion[], index: number, selected: MarkId | null): HeldMark[] {
  return lesions
    .filter(({ kept, shape }) => kept === null && shape.index === index)
    .filter((lesion) => lesion.measurable || markIdOf(lesion) === selected)
    .map((lesion) => ({
      id: markIdOf(lesion),
      version: 0,
      pending: false,
      shape: lesion.shape,
      values: { long_mm: lesion.longMm, short_mm: lesion.shortMm, product_mm2: lesion.productMm2 },
      name: "",
    }));
}
