import { describe, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { moveHandle } from "./edit";
import { geometryValues } from "./geometry-values";
import type { Shape } from "./kinds";
import { flattenToMm, type Flat } from "./plane";
import { withShortLine } from "./two-lines";

const GRID = { spacing: [0.5, 1, 3] as Triple, size: [40, 50, 30] as Triple };
// 10 mm along x and 4 mm along y on a grid whose sides differ; they cross at three tenths of the long one.
const SHAPE: Shape = { kind: "bidirectional", axis: "axial", index: 6, points: [[10, 10, 6], [30, 10, 6], [16, 8, 6], [16, 12, 6]] };

const pull = (end: number, to: Triple, shape = SHAPE): Shape => ({ ...shape, points: moveHandle(shape, end, to, GRID) });
const valuesOf = (shape: Shape) => geometryValues(shape, GRID.spacing);

function cosine({ axis, points }: Shape): number {
  const [a, b, c, d] = points.map((point) => flattenToMm(point, axis, GRID.spacing)) as [Flat, Flat, Flat, Flat];
  const [u, v] = [[b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]] as const;
  return (u[0] * v[0] + u[1] * v[1]) / (Math.hypot(...u) * Math.hypot(...v));
}

test.each([0, 1, 2, 3])("they stay at right angles when end %i is pulled anywhere", (end) => {
  expect(Math.abs(cosine(pull(end, [23, 19, 6])))).toBeLessThan(1e-12);
});

test.each([
  ["the long line is turned towards it", 1, [12, 46, 6]],
  ["the short line is slid along it", 2, [30, 60, 6]],
] as const)("at the edge of the volume, when %s, the short one is cut off and stays at right angles", (_, end, to) => {
  const shape: Shape = { ...SHAPE, points: [[1, 1, 6], [38, 40, 6], [16, 30.6, 6], [22, 14.9, 6]] };
  const moved = pull(end, to, { ...shape, points: withShortLine({ ...shape, points: shape.points.slice(0, 2) }, GRID).points });
  expect(Math.abs(cosine(moved))).toBeLessThan(1e-12);
  const outside = moved.points.flatMap(([x, y]) => [-0.5 - x, x - 39.5, -0.5 - y, y - 49.5]);
  expect(Math.max(...outside)).toBeLessThan(1e-9);
});

describe("an end of the long line", () => {
  test.each([0, 1])("(%i) goes where it is pulled, and the other end stays", (end) => {
    const { points } = pull(end, [23, 19, 6]);
    expect(points[end]).toEqual([23, 19, 6]);
    expect(points[end ^ 1]).toEqual(SHAPE.points[end ^ 1]);
  });

  test("pulled along its line leaves the short one its length, its direction and its share of the way", () => {
    const moved = pull(1, [34, 10, 6]);
    expect(valuesOf(moved)).toMatchObject({ long_mm: 12, short_mm: 4 });
    expect(moved.points[2]![0]).toBeCloseTo(10 + 0.3 * 24);
  });

  test("pulled onto the other end changes nothing", () => {
    expect(pull(1, [10, 10, 6])).toEqual(SHAPE);
  });
});

describe("an end of the short line", () => {
  test.each([2, 3])("(%i) leaves the long line where it is, wherever it is pulled", (end) => {
    for (const to of [[23, 19, 6], [2, 3, 6], [39, 10, 6]] as const) expect(pull(end, to).points.slice(0, 2)).toEqual(SHAPE.points.slice(0, 2));
  });

  test("pulled away from the long line grows on its own side alone", () => {
    expect(pull(3, [16, 15, 6]).points).toEqual([[10, 10, 6], [30, 10, 6], [16, 8, 6], [16, 15, 6]]);
  });

  test("pulled along the long line takes its line along", () => {
    expect(pull(2, [24, 8, 6]).points.slice(2)).toEqual([[24, 8, 6], [24, 12, 6]]);
  });

  test("does not leave the ends of the long line", () => {
    expect(pull(3, [39, 13, 6]).points.slice(2)).toEqual([[30, 8, 6], [30, 13, 6]]);
    expect(pull(3, [1, 13, 6]).points.slice(2)).toEqual([[10, 8, 6], [10, 13, 6]]);
  });

  test("does not cross the long line", () => {
    expect(pull(3, [16, 2, 6]).points.slice(2)).toEqual([[16, 8, 6], [16, 10, 6]]);
  });

  test("pulled far out makes the line that is called the long one", () => {
    expect(valuesOf(pull(3, [16, 25, 6]))).toMatchObject({ long_mm: 17, short_mm: 10, product_mm2: 170 });
  });

  test("is that of the shorter line, whichever was given first", () => {
    const turned = { ...SHAPE, points: [2, 3, 0, 1].map((number) => SHAPE.points[number]!) };
    expect(pull(1, [16, 15, 6], turned).points.slice(2)).toEqual(turned.points.slice(2));
  });
});

describe("the short line that comes with a long one", () => {
  const drawn = (points: Triple[]): Shape => withShortLine({ ...SHAPE, points }, GRID);

  test("stands across its middle at right angles, half as long", () => {
    const shape = drawn([[10, 20, 6], [26, 26, 6]]);
    expect(valuesOf(shape)).toMatchObject({ long_mm: 10, short_mm: 5 });
    expect(Math.abs(cosine(shape))).toBeLessThan(1e-12);
    const [c, d] = shape.points.slice(2);
    expect([(c![0] + d![0]) / 2, (c![1] + d![1]) / 2]).toEqual([18, 23]);
  });

  test("is shorter beside the edge of the volume", () => {
    expect(valuesOf(drawn([[10, 0.5, 6], [30, 0.5, 6]])).short_mm).toBeCloseTo(2);
  });

  test("does not come before the long one has a second end", () => {
    expect(drawn([[10, 10, 6]]).points).toHaveLength(1);
  });
});
