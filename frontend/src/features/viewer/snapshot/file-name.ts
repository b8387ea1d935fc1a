import type { PaintedView } from "./painted-views";

/** Name a saved picture: nothing in it tells who the patient is. */
export function fileName(studyId: number, views: readonly Pick<PaintedView, "frame" | "transform">[]): string {
  const [view] = views;
  const what =
    views.length === 1 && view !== undefined
      ? `${view.transform.axis}-${view.frame.index + 1}-${view.frame.layers.channel}`
      : "views";
  return `neuroslice-study-${studyId}-${what}.png`;
}
