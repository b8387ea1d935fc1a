import type { Rect } from "../geometry/fit";
import { SlicePainter } from "../painting/slice-painter";
import { annotateView, type ViewWords } from "./annotate-view";
import { arrange } from "./arrange";
import { drawCaption, placeCaption, setCaptionFont, type CaptionItem } from "./draw-caption";
import type { CapturedView } from "./painted-views";

interface Snapshot {
  views: readonly CapturedView[];
  wordsOf: (view: CapturedView) => ViewWords;
  caption: readonly CaptionItem[];
}

/** Paint views again as they stand on the screen, with what has to be known of them written beside and below. */
export function composeSnapshot(canvas: HTMLCanvasElement, { views, wordsOf, caption }: Snapshot): void {
  const context = canvas.getContext("2d");
  if (context === null || views.length === 0) return;
  const unit = window.devicePixelRatio;
  const { places, width, height } = arrange(views.map(boxOf), unit);
  setCaptionFont(context, unit);
  const measure = (text: string) => context.measureText(text).width;
  const below = placeCaption(caption, { width, unit, measure });
  canvas.width = width;
  canvas.height = height + below.height;
  context.fillStyle = "#000000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const scratch = document.createElement("canvas");
  const painter = new SlicePainter(scratch);
  for (const [at, view] of views.entries()) {
    const place = places[at]!;
    painter.paint(view.picture, view.size);
    context.drawImage(scratch, place.x, place.y);
    if (view.overlay !== null) context.drawImage(view.overlay, place.x, place.y, view.size.width, view.size.height);
    annotateView(context, view, { place: { ...place, ...view.size }, unit, words: wordsOf(view) });
  }
  drawCaption(context, below.placed, { top: height, unit });
}

function boxOf({ canvas }: CapturedView): Rect {
  const { x, y, width, height } = canvas.getBoundingClientRect();
  return { x, y, width, height };
}
