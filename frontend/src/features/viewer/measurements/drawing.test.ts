import { beforeEach, describe, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import type { ViewPointer } from "../state/tools";
import type { DrawingPointer } from "./draft";
import { Drawing } from "./drawing";
import { geometryValues } from "./geometry-values";
import type { Shape } from "./kinds";
import type { MarkId } from "./marks";

const GRID = { size: [40, 50, 30] as Triple, spacing: [0.5, 1, 3] as Triple };
// A canvas pixel is a tenth of a voxel.
const PIXELS = 10;

function pointer(x: number, y: number, rest: Partial<DrawingPointer> = {}): DrawingPointer {
  const canvas = { x: x * PIXELS, y: y * PIXELS };
  return { axis: "axial", voxel: [x, y, 8], canvas, buttons: 1, shift: false, pointerType: "mouse", ...rest };
}

let drawing: Drawing;
let drawn: { shape: Shape; channel: string | null }[];
let moved: { id: MarkId; version: number; shape: Shape }[];

beforeEach(() => {
  drawing = new Drawing(GRID);
  [drawn, moved] = [[], []];
  const onDrawn = (shape: Shape, channel: string | null) => drawn.push({ shape, channel }) > 0;
  drawing.tell({ onDrawn, onMoved: (change) => moved.push(change) });
});

function stroke(...way: ViewPointer[]): void {
  drawing.down(way[0]!);
  for (const place of way.slice(1)) drawing.move(place);
  drawing.up(way.at(-1)!);
}

test("a drag measures a distance", () => {
  drawing.take("distance");
  stroke(pointer(3, 4), pointer(5, 5), pointer(9, 12));
  expect(drawn).toEqual([{ shape: { kind: "distance", axis: "axial", index: 8, points: [[3, 4, 8], [9, 12, 8]] }, channel: null }]);
  expect(drawing.state().draft).toBeNull();
});

test("two clicks measure a distance as a drag does", () => {
  drawing.take("distance");
  stroke(pointer(3, 4));
  expect(drawn).toEqual([]);
  drawing.move(pointer(6, 6));
  expect(drawing.state().draft?.points).toEqual([[3, 4, 8], [6, 6, 8]]);
  stroke(pointer(9, 12));
  expect(drawn[0]?.shape.points).toEqual([[3, 4, 8], [9, 12, 8]]);
});

test("a hand that trembles on a click draws no line", () => {
  drawing.take("distance");
  stroke(pointer(3, 4), pointer(3.2, 4.1));
  expect(drawn).toEqual([]);
  expect(drawing.state().draft?.placed).toBe(1);
});

test.each([
  ["a drag and a click", [[pointer(10, 20), pointer(20, 20)], [pointer(20, 30)]]],
  ["two drags", [[pointer(10, 20), pointer(20, 20)], [pointer(24, 22), pointer(20, 30)]]],
  ["three clicks", [[pointer(10, 20)], [pointer(20, 20)], [pointer(20, 30)]]],
])("%s measure an angle, whose vertex is the second point", (_, strokes) => {
  drawing.take("angle");
  for (const way of strokes) stroke(...way);
  expect(drawn.map(({ shape }) => shape.points)).toEqual([[[10, 20, 8], [20, 20, 8], [20, 30, 8]]]);
});

test("an angle that is begun in one slice is not ended in another", () => {
  drawing.take("angle");
  stroke(pointer(10, 20), pointer(20, 20));
  stroke(pointer(20, 30, { voxel: [20, 30, 9] }));
  expect(drawn).toEqual([]);
  expect(drawing.state().draft).toMatchObject({ index: 9, points: [[20, 30, 9]] });
});

test("with shift an ellipse is a circle in the patient", () => {
  drawing.take("ellipse");
  stroke(pointer(10, 20), pointer(30, 24, { shift: true }));
  expect(drawn[0]?.shape.points).toEqual([[10, 20, 8], [30, 30, 8]]);
  expect(geometryValues(drawn[0]!.shape, GRID.spacing).area_cm2).toBeCloseTo(Math.PI * 0.25);
});

test("a freehand outline keeps the corners that a hand drew, and no loop", () => {
  drawing.take("freehand");
  const corners = [[10, 10], [30, 10], [30, 30], [10, 30], [10, 11], [9, 9], [12, 9], [12, 11]] as const;
  const way = corners.flatMap(([x, y], number) => {
    const [nextX, nextY] = corners[number + 1] ?? [x, y];
    return [0, 0.25, 0.5, 0.75].map((share) => pointer(x + share * (nextX - x), y + share * (nextY - y)));
  });
  stroke(...way);
  expect(drawn).toHaveLength(1);
  expect(drawn[0]!.shape.points.length).toBeLessThan(9);
  // The square that was meant is 2 cm²; the hook at its end is about a voxel wide.
  expect(Math.abs((geometryValues(drawn[0]!.shape, GRID.spacing).area_cm2 ?? 0) - 2)).toBeLessThan(0.1);
});

test("two diameters are drawn by the long one", () => {
  drawing.take("bidirectional");
  stroke(pointer(10, 20), pointer(30, 20));
  expect(drawn[0]?.shape).toEqual({ kind: "bidirectional", axis: "axial", index: 8, points: [[10, 20, 8], [30, 20, 8], [20, 22.5, 8], [20, 17.5, 8]] });
});

test("two diameters are drawn by two clicks as well", () => {
  drawing.take("bidirectional");
  stroke(pointer(10, 20));
  drawing.move(pointer(20, 20));
  expect(drawing.state().draft?.points).toHaveLength(4);
  stroke(pointer(30, 20));
  expect(drawn[0]?.shape.points.slice(0, 2)).toEqual([[10, 20, 8], [30, 20, 8]]);
  expect(drawn[0]?.shape.points).toHaveLength(4);
});

test("a probe stands where it was let go", () => {
  drawing.take("probe");
  stroke(pointer(3, 4), pointer(5, 5));
  expect(drawn[0]?.shape.points).toEqual([[5, 5, 8]]);
});

test("a measurement is of the channel whose view it was drawn in", () => {
  drawing.take("probe");
  stroke(pointer(3, 4, { look: { channel: "t2" } }));
  expect(drawn[0]?.channel).toBe("t2");
});

test("what is drawn ends at the edges of the volume", () => {
  drawing.take("distance");
  stroke(pointer(3, 4), pointer(99, -7));
  expect(drawn[0]?.shape.points).toEqual([[3, 4, 8], [39.5, -0.5, 8]]);
});

test.each(["distance", "bidirectional", "angle", "ellipse", "freehand"] as const)("a %s without extent is not kept", (tool) => {
  drawing.take(tool);
  for (let click = 0; click < 3; click += 1) stroke(pointer(3, 4));
  expect(drawn).toEqual([]);
});

test("tools that do not measure draw nothing", () => {
  drawing.take("pan");
  stroke(pointer(3, 4), pointer(9, 12));
  expect([drawn, drawing.state().draft]).toEqual([[], null]);
});

test("another tool or a stroke that is called off leaves nothing behind", () => {
  drawing.take("angle");
  stroke(pointer(3, 4), pointer(9, 12));
  drawing.take("distance");
  expect(drawing.state().draft).toBeNull();
  drawing.down(pointer(3, 4));
  drawing.cancel();
  drawing.up(pointer(9, 12));
  expect(drawn).toEqual([]);
});

test("what nobody keeps stays on the screen, unmoved, until the next is begun", () => {
  drawing.tell({ onDrawn: () => false, onMoved: () => undefined });
  drawing.take("distance");
  stroke(pointer(3, 4), pointer(9, 12));
  drawing.move(pointer(20, 20));
  expect(drawing.state().draft?.points).toEqual([[3, 4, 8], [9, 12, 8]]);
  drawing.down(pointer(1, 1));
  expect(drawing.state().draft?.points).toEqual([[1, 1, 8]]);
});

describe("what is kept", () => {
  const shape: Shape = { kind: "distance", axis: "axial", index: 8, points: [[3, 4, 8], [9, 12, 8]] };
  const kept = { id: 5, version: 2, shape };

  test("is selected by taking hold of it, and not changed by letting go", () => {
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([9, 12, 8]);
    drawing.drop();
    expect(drawing.state()).toEqual({ draft: null, selected: 5, raised: 5, edited: null, held: null });
    expect(moved).toEqual([]);
  });

  test("is changed by a handle, shown on the way and told at the end", () => {
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([12, 16, 8]);
    expect(drawing.state().edited).toEqual({ id: 5, points: [[3, 4, 8], [12, 16, 8]] });
    drawing.drop();
    expect(moved).toEqual([{ id: 5, version: 2, shape: { ...shape, points: [[3, 4, 8], [12, 16, 8]] } }]);
    expect(drawing.state().edited).toBeNull();
  });

  test("comes to lie over the others when it is selected, but not while a hand holds it", () => {
    drawing.select(3);
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([12, 16, 8]);
    expect(drawing.state()).toMatchObject({ selected: 5, raised: 3 });
    drawing.drop();
    expect(drawing.state()).toMatchObject({ selected: 5, raised: 5 });
  });

  test("is moved as a whole by its line", () => {
    drawing.grab(kept, { handle: null, at: [5, 5, 8], pointer: 1 });
    drawing.drag([6, 7.5, 8]);
    drawing.drop();
    expect(moved[0]?.shape.points).toEqual([[4, 6.5, 8], [10, 14.5, 8]]);
  });

  test("stays as it was when nothing would be left of it, or when it is called off", () => {
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([3, 4, 8]);
    drawing.drop();
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([20, 20, 8]);
    drawing.cancel();
    drawing.drop();
    expect(moved).toEqual([]);
    expect(drawing.state().edited).toBeNull();
  });

  test("is let go, unmoved, by a second finger on another one, which does not take its place", () => {
    const other = { id: 6, version: 1, shape: { ...shape, axis: "sagittal", index: 20 } as const };
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([12, 16, 8]);
    expect(drawing.grab(other, { handle: 0, at: [20, 5, 5], pointer: 2 })).toBe(false);
    drawing.drag([14, 18, 8]);
    drawing.drop();
    drawing.drop();
    expect(moved).toEqual([]);
    expect(drawing.state().edited).toBeNull();
  });

  test("can be held anew after a hold whose end nobody saw", () => {
    drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 });
    drawing.drag([12, 16, 8]);
    expect(drawing.grab(kept, { handle: 1, at: [9, 12, 8], pointer: 1 })).toBe(true);
    drawing.drop();
    expect(moved).toEqual([]);
  });

  test("is not selected any more once another is begun", () => {
    drawing.select(5);
    drawing.take("distance");
    drawing.down(pointer(3, 4));
    expect(drawing.state().selected).toBeNull();
  });
});

describe("without a pointer", () => {
  function mark(x: number, y: number): void {
    drawing.mark(pointer(x, y));
  }

  test("two marks measure a distance", () => {
    drawing.take("distance");
    mark(3, 4);
    drawing.move(pointer(5, 5));
    expect(drawing.state().draft?.points).toEqual([[3, 4, 8], [5, 5, 8]]);
    mark(9, 12);
    expect(drawn[0]?.shape.points).toEqual([[3, 4, 8], [9, 12, 8]]);
  });

  test("one mark reads a point", () => {
    drawing.take("probe");
    mark(3, 4);
    expect(drawn[0]?.shape).toEqual({ kind: "probe", axis: "axial", index: 8, points: [[3, 4, 8]] });
  });

  test("an outline goes from one mark over every move to the next mark", () => {
    drawing.take("freehand");
    mark(2, 2);
    for (const [x, y] of [[8, 2], [8, 9]] as const) drawing.move(pointer(x, y));
    expect(drawn).toEqual([]);
    mark(2, 9);
    expect(drawn[0]?.shape.points).toEqual([[2, 2, 8], [8, 2, 8], [8, 9, 8], [2, 9, 8]]);
  });
});
