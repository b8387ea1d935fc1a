import { fontOf } from "./annotate-view";

/** A piece of the caption; with a colour it is an entry of the legend. */
export interface CaptionItem {
  text: string;
  colour?: string;
}

const TEXT = "#c8d2dc";
const SIZE = 12;
const LINE = 20;
const MARGIN = 10;
const GAP = 18;
const SWATCH = 10;

interface PlacedItem extends CaptionItem {
  x: number;
  line: number;
}

/** Lay items out one after the other, in as many lines as they need. Args: width, unit: device pixels. */
export function placeCaption(
  items: readonly CaptionItem[],
  { width, unit, measure }: { width: number; unit: number; measure: (text: string) => number },
): { placed: PlacedItem[]; height: number } {
  const placed: PlacedItem[] = [];
  let x = MARGIN * unit;
  let line = 0;
  const most = width - 2 * MARGIN * unit;
  for (const item of items.flatMap((each) => inPieces(each, { most, measure }))) {
    const room = measure(item.text) + (item.colour === undefined ? 0 : (SWATCH + 6) * unit);
    if (x > MARGIN * unit && x + room > width - MARGIN * unit) {
      x = MARGIN * unit;
      line += 1;
    }
    placed.push({ ...item, x, line });
    x += room + GAP * unit;
  }
  return { placed, height: Math.round(((line + 1) * LINE + MARGIN) * unit) };
}

/** Break what is wider than a line, such as a very long name: nothing of it is to be cut off unseen. */
function inPieces(item: CaptionItem, { most, measure }: { most: number; measure: (text: string) => number }): CaptionItem[] {
  if (item.colour !== undefined || measure(item.text) <= most) return [item];
  const pieces: string[] = [""];
  for (const { segment } of new Intl.Segmenter().segment(item.text)) {
    const longer = pieces.at(-1)! + segment;
    if (measure(longer) <= most || pieces.at(-1) === "") pieces[pieces.length - 1] = longer;
    else pieces.push(segment);
  }
  return pieces.map((text) => ({ text }));
}

/** Write placed items below the views. Args: top, unit: device pixels. */
export function drawCaption(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedItem[],
  { top, unit }: { top: number; unit: number },
): void {
  setCaptionFont(context, unit);
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const { text, colour, x, line } of placed) {
    const middle = top + (MARGIN / 2 + (line + 0.5) * LINE) * unit;
    let at = x;
    if (colour !== undefined) {
      context.fillStyle = colour;
      context.fillRect(Math.round(at), Math.round(middle - (SWATCH / 2) * unit), SWATCH * unit, SWATCH * unit);
      at += (SWATCH + 6) * unit;
    }
    context.fillStyle = TEXT;
    context.fillText(text, at, middle);
  }
}

export function setCaptionFont(context: CanvasRenderingContext2D, unit: number): void {
  context.font = fontOf(SIZE * unit);
}
