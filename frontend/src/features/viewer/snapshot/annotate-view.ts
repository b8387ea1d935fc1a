import { edgeLetters } from "../geometry/axes";
import type { Rect } from "../geometry/fit";
import { makeScaleBar } from "../geometry/scale-bar";
import type { PaintedView } from "./painted-views";

/** The words beside one view's picture. */
export interface ViewWords {
  /** Axis and channel. */
  title: string;
  /** Which slice of how many. */
  slice: string;
  /** Whether there are sides of a patient to name. */
  lettered: boolean;
  /** Writes a length in mm, or in a picture's pixels. */
  length: (mm: number) => string;
}

const LETTERS = "#ffd98a";
const WORDS = "#e4eaf0";
const BAR = "#ffffff";
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK KR", sans-serif';

/** Return a font for a canvas. Args: size: device pixels. */
export function fontOf(size: number, weight = 400): string {
  return `${weight} ${size}px ${FONT}`;
}

/**
 * Write beside a view's picture where in the patient it lies, and how large it is.
 *
 * Args:
 *   place: where the view lies in the picture, device pixels.
 *   unit: device pixels of one CSS pixel.
 */
export function annotateView(
  context: CanvasRenderingContext2D,
  view: PaintedView,
  { place, unit, words }: { place: Rect; unit: number; words: ViewWords },
): void {
  const margin = 10 * unit;
  const right = place.x + place.width - margin;
  const bottom = place.y + place.height - margin;
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const letters = edgeLetters(view.transform.axis, view.transform.flipped);
  const write = writer(context);

  if (words.lettered) {
    write(letters.left, { x: place.x + margin, y: middle.y, align: "left", baseline: "middle", colour: LETTERS, size: 15 * unit });
    write(letters.right, { x: right, y: middle.y, align: "right", baseline: "middle", colour: LETTERS, size: 15 * unit });
    write(letters.top, { x: middle.x, y: place.y + margin, align: "center", baseline: "top", colour: LETTERS, size: 15 * unit });
    write(letters.bottom, { x: middle.x, y: bottom, align: "center", baseline: "bottom", colour: LETTERS, size: 15 * unit });
  }
  const small = { baseline: "top", colour: WORDS, size: 13 * unit } as const;
  write(words.title, { x: place.x + margin, y: place.y + margin, align: "left", ...small });
  write(words.slice, { x: right, y: place.y + margin, align: "right", ...small });

  const bar = makeScaleBar(view.transform.mmPerPixel, place.width / 4);
  const thickness = Math.max(Math.round(3 * unit), 2);
  const [x, y] = [Math.round(place.x + margin), Math.round(bottom - thickness)];
  context.shadowBlur = 0;
  context.fillStyle = "#000000";
  context.fillRect(x - unit, y - unit, bar.pixels + 2 * unit, thickness + 2 * unit);
  context.fillStyle = BAR;
  context.fillRect(x, y, bar.pixels, thickness);
  write(words.length(bar.mm), { x, y: y - 4 * unit, align: "left", ...small, baseline: "bottom" });
}

interface Writing {
  x: number;
  y: number;
  align: CanvasTextAlign;
  baseline: CanvasTextBaseline;
  colour: string;
  size: number;
}

function writer(context: CanvasRenderingContext2D) {
  return (text: string, { x, y, align, baseline, colour, size }: Writing) => {
    context.font = fontOf(size, colour === LETTERS ? 600 : 400);
    context.textAlign = align;
    context.textBaseline = baseline;
    context.fillStyle = colour;
    // Readable over bright tissue as over air.
    context.shadowColor = "#000000";
    context.shadowBlur = size / 4;
    context.fillText(text, x, y);
    context.fillText(text, x, y);
    context.shadowBlur = 0;
  };
}
