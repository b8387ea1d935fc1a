import type { HeldMark, MarkId } from "../measurements/marks";
import type { MeasuredLesion } from "./measured-lesion";

/** Name what is drawn of a lesion: the measurement that stands for it, or else its proposal. */
export function markIdOf({ id, kept }: MeasuredLesion): MarkId {
  return kept === null ? `proposal-${id}` : kept.id;
}

/** Give the proposals of an axial slice; what stands as a measurement is drawn as one. */
export function proposedMarks(lesions: readonly MeasuredLesion[], index: number): HeldMark[] {
  return lesions
    .filter(({ measurable, kept, shape }) => measurable && kept === null && shape.index === index)
    .map((lesion) => ({
      id: markIdOf(lesion),
      version: 0,
      pending: false,
      shape: lesion.shape,
      values: { long_mm: lesion.longMm, short_mm: lesion.shortMm, product_mm2: lesion.productMm2 },
      name: "",
    }));
}
