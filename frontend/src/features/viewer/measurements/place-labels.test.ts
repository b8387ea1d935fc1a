import { describe, expect, test } from "vitest";

import { placeLabels, type Label, type PlacedLabel } from "./place-labels";
import { boxOf, lengthInside, sharedArea, type Piece } from "./rectangles";

const VIEW = { width: 600, height: 500 };
const SIZE = { width: 100, height: 36 };
const piece = (x1: number, y1: number, x2: number, y2: number): Piece => [{ x: x1, y: y1 }, { x: x2, y: y2 }];

function label(id: number, pieces: Piece[], rest: Partial<Label<number>> = {}): Label<number> {
  return { id, size: SIZE, pieces, hollow: false, wanted: null, ...rest };
}

function place(labels: Label<number>[], view = VIEW): PlacedLabel[] {
  const placed = placeLabels(labels, view);
  return labels.map(({ id }) => placed.get(id)!);
}

const inView = ({ x, y, width, height }: PlacedLabel) => x >= 0 && y >= 0 && x + width <= VIEW.width && y + height <= VIEW.height;
const crossed = (rect: PlacedLabel, pieces: readonly Piece[]) => pieces.reduce((sum, line) => sum + lengthInside(line, rect), 0);

test("a label stands to the right of its line, beside its right end, without a leader", () => {
  const [only] = place([label(1, [piece(200, 250, 300, 220)])]);
  expect(only).toEqual({ x: 310, y: 220 - 18, ...SIZE, leader: null });
});

test.each([
  ["right", piece(480, 250, 570, 250)],
  ["left", piece(5, 250, 100, 250)],
  ["upper", piece(300, 5, 320, 40)],
  ["lower", piece(300, 460, 320, 495)],
])("at the %s edge it stays in the view and off its line", (_, line) => {
  const [only] = place([label(1, [line])]);
  expect(inView(only!)).toBe(true);
  expect(crossed(only!, [line])).toBe(0);
});

test("labels of shapes that lie together hide neither each other nor any line", () => {
  const shapes = [
    [piece(280, 240, 320, 260)],
    [piece(290, 230, 310, 270)],
    [piece(285, 265, 330, 235)],
    [piece(270, 250, 340, 250), piece(300, 225, 300, 280)],
    [piece(295, 245, 305, 245)],
  ];
  const placed = place(shapes.map((pieces, number) => label(number, pieces)));
  for (const [number, one] of placed.entries()) {
    for (const other of placed.slice(number + 1)) expect(sharedArea(one, other)).toBe(0);
    for (const pieces of shapes) expect(crossed(one, pieces)).toBe(0);
    expect(inView(one)).toBe(true);
  }
});

test("one that had to go away has a leader from its edge to its own shape", () => {
  const shapes = [0, 1, 2, 3, 4].map((number) => [piece(280, 240 + number, 320, 240 + number)]);
  const led = place(shapes.map((pieces, number) => label(number, pieces))).find(({ leader }) => leader !== null)!;
  const [from, to] = led.leader!;
  expect(from.x === led.x || from.x === led.x + led.width || from.y === led.y || from.y === led.y + led.height).toBe(true);
  expect(sharedArea({ ...to, width: 1, height: 1 }, boxOf([{ x: 279, y: 239 }, { x: 321, y: 246 }]))).toBeGreaterThan(0);
});

test("what lies within another shape is described outside of it, where there is room", () => {
  const around = [piece(200, 180, 400, 320), piece(200, 320, 400, 180)];
  const inner = label(2, [piece(290, 190, 310, 190)]);
  const [, free] = place([label(1, around, { hollow: true }), inner]);
  expect(sharedArea(free!, boxOf(around.flat()))).toBe(0);
});

test("a label hides next to nothing that matters, where there is room beside it", () => {
  const tumour = { x: 220, y: 180, width: 160, height: 140 };
  const matters = ({ x, y }: { x: number; y: number }) => sharedArea(tumour, { x, y, width: 0.1, height: 0.1 }) > 0;
  const placed = placeLabels([label(1, [piece(260, 250, 330, 240)])], VIEW, matters).get(1)!;
  expect(sharedArea(placed, tumour)).toBeLessThan(0.05 * SIZE.width * SIZE.height);
  expect(placed.leader).not.toBeNull();
});

test("the same labels are at the same places every time, and one that is added last moves none", () => {
  const labels = [1, 2, 3].map((id) => label(id, [piece(280 + id, 240, 320, 260 + id)]));
  const before = place(labels);
  expect(place(labels)).toEqual(before);
  const with4 = place([...labels, label(4, [piece(500, 400, 540, 420)])]);
  expect(with4.slice(0, 3)).toEqual(before);
});

describe("put by a hand", () => {
  test("it stays there, with its leader, and others make room", () => {
    const line = [piece(200, 250, 300, 250)];
    const [put, other] = place([label(1, line, { wanted: { x: 450, y: 100 } }), label(2, [piece(300, 100, 390, 100)])]);
    expect(put).toMatchObject({ x: 400, y: 82, leader: [{ x: 400, y: 118 }, { x: 300, y: 250 }] });
    expect(sharedArea(put!, other!)).toBe(0);
  });

  test("it comes back into the view", () => {
    const [put] = place([label(1, [piece(200, 250, 300, 250)], { wanted: { x: 900, y: -50 } })]);
    expect(put).toMatchObject({ x: 500, y: 0 });
  });
});

test("what lies outside the view has no label", () => {
  expect(place([label(1, [piece(700, 10, 800, 20)]), label(2, [piece(700, 10, 800, 20)], { wanted: { x: 100, y: 100 } })])).toEqual([undefined, undefined]);
});

test("what has no line yet has no label", () => {
  expect(place([label(1, [])])).toEqual([undefined]);
});

test("a slice full of labels still has each in the view", () => {
  const many = Array.from({ length: 200 }, (_, number) => label(number, [piece(50 + number * 2, 50 + number * 2, 90 + number * 2, 60 + number)]));
  expect(place(many).every(inView)).toBe(true);
});
