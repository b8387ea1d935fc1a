import type { Rect, Size } from "../geometry/fit";
import type { Point } from "../geometry/view-transform";
import { boxOf, distanceTo, gapBetween, grown, lengthInside, sharedArea, shortestWay, type Piece } from "./rectangles";

/** A label that wants a place beside what it is about; CSS pixels of the view. */
export interface Label<Id> {
  id: Id;
  size: Size;
  /** The lines of what it is about. */
  pieces: readonly Piece[];
  /** Whether these have an inside that somebody looks at. */
  hollow: boolean;
  /** Where a hand has put its middle. */
  wanted: Point | null;
}

export interface PlacedLabel extends Rect {
  /** From the label to what it is about, where that is not beside it. */
  leader: Piece | null;
}

/** What of a view is for other words: its title and slice number, its letters and its scale bar. */
const MARGIN = { x: 20, top: 28, bottom: 34 };
/** How far from a shape its label may stand; the first ones are tried first. */
const REACHES = [10, 24, 48, 80, 120, 170];
/** Between two labels, and between a label and a line. */
const GAP = 4;
/** A label as near as this needs no leader, and one that stands free there is not moved for a better place. */
const NEAR = 12;
// What a pixel of each costs, beside a pixel of distance: words over words are worst. What is to be seen below them is
// worth so many pixels of distance, where all of a label would hide it.
const COST = { label: 4, line: 10, leader: 3, inside: 0.1, hidden: 140 };
/** Where it is looked up what a label would hide, in shares of its sides. */
const SAMPLES = [0.02, 0.26, 0.5, 0.74, 0.98].flatMap((across) => [0.1, 0.5, 0.9].map((down) => ({ across, down })));
// With so many a slice is full, wherever each stands.
const CROWDED = 24;

/**
 * Find a place for each label where it hides neither another one nor a shape, as near to its own as there is one.
 *
 * Those put by hand keep their places; the others take theirs in their order, so that the same labels are always at the
 * same places. What lies outside the view has no label.
 *
 * Args: matters: tells what of the image should not be hidden either.
 */
export function placeLabels<Id>(
  labels: readonly Label<Id>[],
  view: Size,
  matters: (place: Point) => boolean = () => false,
): Map<Id, PlacedLabel> {
  const shown = labels.map((label) => ({ ...label, box: boxOf(label.pieces.flat()) })).filter(({ box }) => meets(box, { x: 0, y: 0, ...view }));
  const placed = new Map<Id, PlacedLabel>();
  const stand = (label: Shown<Id>, rect: Rect) => placed.set(label.id, { ...rect, leader: leaderOf(rect, label.pieces) });
  for (const label of shown) {
    if (label.wanted !== null) stand(label, inside(around(label.wanted, label.size), view, { x: 0, top: 0, bottom: 0 }));
  }
  for (const label of shown) {
    if (label.wanted === null) stand(label, bestPlace(label, { shown, placed: [...placed.values()], view, matters }));
  }
  return placed;
}

interface Shown<Id> extends Label<Id> {
  box: Rect;
}

interface Surroundings<Id> {
  shown: readonly Shown<Id>[];
  placed: readonly PlacedLabel[];
  view: Size;
  matters: (place: Point) => boolean;
}

function bestPlace<Id>(label: Shown<Id>, around: Surroundings<Id>): Rect {
  const tried = candidates(label, around.view);
  if (around.shown.length > CROWDED) return tried[0]!;
  let best = { rect: tried[0]!, cost: Infinity };
  for (const rect of tried) {
    const cost = costOf(rect, label, { ...around, limit: best.cost });
    if (cost < best.cost) best = { rect, cost };
    if (cost < NEAR) break;
  }
  return best.rect;
}

/** List where a label could stand: beside, below and above a shape and at its corners, first near, then further away. */
function candidates<Id>({ box, pieces, size }: Shown<Id>, view: Size): Rect[] {
  const points = pieces.flat();
  const furthest = (far: (point: Point) => number) => points.reduce((best, next) => (far(next) > far(best) ? next : best));
  const [right, left] = [furthest(({ x }) => x), furthest(({ x }) => -x)];
  const [low, high] = [furthest(({ y }) => y), furthest(({ y }) => -y)];
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return REACHES.flatMap((reach) => {
    const beside = { right: box.x + box.width + reach, left: box.x - reach - size.width };
    const [below, above] = [box.y + box.height + reach, box.y - reach - size.height];
    const level = (y: number) => y - size.height / 2;
    const over = (x: number) => x - size.width / 2;
    return [
      [beside.right, level(right.y)],
      [beside.left, level(left.y)],
      [beside.right, level(middle.y)],
      [beside.left, level(middle.y)],
      [over(low.x), below],
      [over(high.x), above],
      [over(middle.x), below],
      [over(middle.x), above],
      [beside.right, below],
      [beside.right, above],
      [beside.left, below],
      [beside.left, above],
    ].map(([x, y]) => inside({ x: x!, y: y!, ...size }, view, MARGIN));
  });
}

/** Say how bad a place is; of one that is worse than a limit no more than that, which saves most of the work. */
function costOf<Id>(
  rect: Rect,
  { pieces, box }: Shown<Id>,
  { shown, placed, matters, limit }: Surroundings<Id> & { limit: number },
): number {
  if (gapBetween(rect, box) >= limit) return limit;
  const wide = grown(rect, GAP);
  let cost = 0;
  for (const other of placed) {
    cost += COST.label * sharedArea(wide, other);
    if (other.leader) cost += COST.leader * lengthInside(other.leader, wide);
  }
  for (const other of shown) {
    if (cost >= limit) return limit;
    if (!meets(other.box, wide)) continue;
    for (const line of other.pieces) cost += COST.line * lengthInside(line, wide);
    if (other.hollow) cost += COST.inside * sharedArea(rect, other.box);
  }
  const away = pieces.reduce((least, piece) => Math.min(least, distanceTo(rect, piece)), Infinity);
  cost += away;
  if (cost >= limit) return limit;
  for (const { across, down } of SAMPLES) {
    if (matters({ x: rect.x + across * rect.width, y: rect.y + down * rect.height })) cost += COST.hidden / SAMPLES.length;
  }
  if (away <= NEAR || cost >= limit) return cost;
  const way = wayTo(rect, pieces);
  return placed.reduce((sum, other) => sum + COST.leader * lengthInside(way, other), cost);
}

function leaderOf(rect: Rect, pieces: readonly Piece[]): Piece | null {
  return pieces.every((piece) => distanceTo(rect, piece) > NEAR) ? wayTo(rect, pieces) : null;
}

function wayTo(rect: Rect, pieces: readonly Piece[]): Piece {
  const away = pieces.map((piece) => distanceTo(rect, piece));
  return shortestWay(rect, pieces[away.indexOf(Math.min(...away))]!);
}

function around({ x, y }: Point, { width, height }: Size): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Move a rectangle into a view, but not among its own words; to the top left where it is too large. */
function inside(rect: Rect, view: Size, margin: { x: number; top: number; bottom: number }): Rect {
  const x = Math.max(margin.x, Math.min(rect.x, view.width - margin.x - rect.width));
  const y = Math.max(margin.top, Math.min(rect.y, view.height - margin.bottom - rect.height));
  return { ...rect, x, y };
}

/** Tell whether two rectangles touch; a line along one axis has no area, but may lie in a view. */
function meets(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
