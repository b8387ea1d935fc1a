import { beforeEach, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { Drawing } from "./drawing";
import type { Shape } from "./kinds";
import type { MarkId } from "./marks";

let drawing: Drawing;
let moved: { id: MarkId; version: number; shape: Shape }[];

beforeEach(() => {
  drawing = new Drawing({ size: [40, 50, 30], spacing: [0.5, 1, 3] });
  moved = [];
  drawing.tell({ onDrawn: () => true, onMoved: (change) => moved.push(change) });
});

const shape: Shape = { kind: "distance", axis: "axial", index: 8, points: [[3, 4, 8], [9.5, 12, 8]] };
const kept = { id: 5, version: 2, shape };

/** Move what is held by voxels, one key after another, as the views do. */
function step(...ways: Triple[]): void {
  for (const way of ways) {
    const { at } = drawing.state().held!;
    drawing.drag([at[0] + way[0], at[1] + way[1], at[2] + way[2]]);
  }
}

test("one end after another is held, then all of it, then the first again; and back", () => {
  drawing.hold(kept, 1);
  const handles = [drawing.state().held?.handle];
  for (const direction of [1, 1, 1, -1, -1] as const) {
    drawing.holdNext(direction);
    handles.push(drawing.state().held?.handle);
  }
  expect(handles).toEqual([0, 1, null, 0, null, 1]);
  expect(drawing.state()).toMatchObject({ selected: 5, raised: 5, held: { id: 5, axis: "axial", index: 8, count: 2, at: [9.5, 12, 8] } });
});

test("going backwards begins at the last end", () => {
  drawing.hold(kept, -1);
  expect(drawing.state().held?.handle).toBe(1);
});

test("an end moves by whole voxels and is told once, when it is let go", () => {
  drawing.hold(kept, 1);
  drawing.holdNext(1);
  step([1, 0, 0], [1, 0, 0], [0, -1, 0]);
  expect(drawing.state().edited?.points).toEqual([[3, 4, 8], [11.5, 11, 8]]);
  expect(moved).toEqual([]);
  drawing.letGo();
  drawing.letGo();
  expect(moved).toEqual([{ id: 5, version: 2, shape: { ...shape, points: [[3, 4, 8], [11.5, 11, 8]] } }]);
  expect(drawing.state()).toMatchObject({ selected: 5, edited: null, held: null });
});

test("several ends that are moved one after another are one change", () => {
  drawing.hold(kept, 1);
  step([0, 1, 0]);
  drawing.holdNext(1);
  step([1, 0, 0]);
  drawing.holdNext(1);
  step([0, 2, 0]);
  drawing.letGo();
  expect(moved.map((change) => change.shape.points)).toEqual([[[3, 7, 8], [10.5, 14, 8]]]);
});

test("what is held stops at the edge of the volume, and comes back from there at once", () => {
  drawing.hold(kept, 1);
  step([-1, 0, 0], [-1, 0, 0], [-1, 0, 0], [-1, 0, 0], [-1, 0, 0], [1, 0, 0]);
  expect(drawing.state().edited?.points[0]).toEqual([0.5, 4, 8]);
  drawing.letGo();
  drawing.hold(kept, -1);
  drawing.holdNext(1);
  step(...Array.from({ length: 60 }, (): Triple => [0, 1, 0]), [0, -1, 0]);
  expect(drawing.state().edited?.points).toEqual([[3, 40.5, 8], [9.5, 48.5, 8]]);
});

test("an end of two diameters moves as a hand would move it", () => {
  const diameters = { id: "proposal-1", version: 0, shape: { ...shape, kind: "bidirectional", points: [[10, 20, 8], [30, 20, 8], [20, 22.5, 8], [20, 17.5, 8]] } } as const;
  drawing.grab(diameters, { handle: 1, at: [30, 20, 8], pointer: 1 });
  drawing.drag([32, 21, 8]);
  drawing.drop();
  drawing.hold(diameters, 1);
  drawing.holdNext(1);
  step([1, 0, 0], [0, 1, 0], [1, 0, 0]);
  drawing.letGo();
  expect(moved).toHaveLength(2);
  expect(moved[1]).toEqual(moved[0]);
});

test("nothing is told of what was held and not moved", () => {
  drawing.hold(kept, 1);
  drawing.holdNext(1);
  drawing.letGo();
  expect(moved).toEqual([]);
});

test("nothing is told of what came back to where it was, by keys or by hand", () => {
  drawing.hold(kept, 1);
  step([1, 0, 0], [0, 2, 0]);
  drawing.holdNext(1);
  step([0, 1, 0], [0, -1, 0]);
  drawing.holdNext(-1);
  step([0, -2, 0], [-1, 0, 0]);
  drawing.letGo();
  drawing.grab(kept, { handle: 1, at: [9.5, 12, 8], pointer: 1 });
  drawing.drag([14, 3, 8]);
  drawing.drag([9.5, 12, 8]);
  drawing.drop();
  expect(moved).toEqual([]);
  expect(drawing.state()).toMatchObject({ edited: null, held: null });
});

test("diameters that were turned there and back are as they were", () => {
  const diameters = { id: "proposal-1", version: 0, shape: { ...shape, kind: "bidirectional", points: [[10, 20, 8], [30, 20.4, 8], [20.1, 22.5, 8], [20, 17.5, 8]] } } as const;
  drawing.hold(diameters, 1);
  step([1, 0, 0], [0, 1, 0], [0, -1, 0], [-1, 0, 0]);
  drawing.letGo();
  expect(moved).toEqual([]);
});

test.each<[string, () => void]>([
  ["another one is selected", () => drawing.select(7)],
  ["another one is taken hold of by hand", () => drawing.grab({ ...kept, id: 7 }, { handle: 0, at: [3, 4, 8], pointer: 1 })],
  ["another is begun", () => drawing.take("angle")],
])("what is held is let go and kept when %s", (_, act) => {
  drawing.hold(kept, 1);
  step([1, 0, 0]);
  act();
  expect(moved.map(({ id }) => id)).toEqual([5]);
  expect(drawing.holding).toBe(false);
});

test("a hand on the mark that keys hold lets go of it, and takes hold of it anew the next time", () => {
  drawing.hold(kept, 1);
  step([1, 0, 0]);
  expect(drawing.grab(kept, { handle: 0, at: [4, 4, 8], pointer: 1 })).toBe(false);
  expect(moved).toHaveLength(1);
  expect(drawing.grab(kept, { handle: 0, at: [4, 4, 8], pointer: 1 })).toBe(true);
});

test("keys do not take a mark out of a hand", () => {
  drawing.grab(kept, { handle: 1, at: [9.5, 12, 8], pointer: 1 });
  drawing.hold(kept, 1);
  expect(drawing.holding).toBe(false);
  drawing.drag([12, 16, 8]);
  drawing.drop();
  expect(moved[0]?.shape.points[1]).toEqual([12, 16, 8]);
});
