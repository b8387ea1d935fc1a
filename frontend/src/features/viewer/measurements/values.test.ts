import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { LAYOUTS, sliceCount, toTriple, type Axis } from "../geometry/axes";
import { planeOf } from "../geometry/plane-of";
import { cutSlice } from "../slices/cut-slice";
import type { SliceSource } from "../slices/slice-source";
import { measurable } from "./draft";
import { geometryValues } from "./geometry-values";
import { imageValues, type ValuePlane } from "./image-values";
import type { Kind, Shape } from "./kinds";
import { sliceValues } from "./slice-values";

interface KnownCase {
  name: string;
  kind: Kind;
  axis: Axis;
  index: number;
  points: number[][];
  values: Record<string, number | null>;
}

// The server's values are tested against the same file.
const shared = new URL("../../../../../tests/shared/measurements.json", import.meta.url);
const known = JSON.parse(readFileSync(shared, "utf8")) as { shape: number[]; spacing: number[]; cases: KnownCase[] };
const size = toTriple(known.shape);
const spacing = toTriple(known.spacing);

/** The image that the shared file describes. */
function valueAt([x = 0, y = 0, z = 0]: readonly number[]): number {
  return 7 * x - 3 * y + 2 * z + (x * y) / 2;
}

function planeThrough({ axis, index }: Shape): ValuePlane {
  const [first, second] = planeOf(axis);
  return {
    size: [size[first], size[second]],
    at: (along, up) => {
      const voxel = [0, 0, 0];
      voxel[LAYOUTS[axis].through] = index;
      voxel[first] = along;
      voxel[second] = up;
      return valueAt(voxel);
    },
  };
}

describe.each(known.cases)("$kind: $name", ({ kind, axis, index, points, values }) => {
  const shape: Shape = { kind, axis, index, points: points.map(toTriple) };

  test("comes to what is known of it, as on the server", () => {
    const found = { ...geometryValues(shape, spacing), ...imageValues(shape, planeThrough(shape)) };
    expect(Object.keys(found).sort()).toEqual(Object.keys(values).sort());
    for (const [name, value] of Object.entries(values)) {
      const own = found[name as keyof typeof found];
      if (value === null) expect(own, name).toBeNull();
      else expect(Math.abs((own ?? NaN) - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
    }
  });

  test("measures something", () => {
    expect(measurable(shape, { size, spacing })).toBe(shape);
  });
});

test("a tiny angle is not lost", () => {
  const shape: Shape = { kind: "angle", axis: "axial", index: 0, points: [[1000, 0, 0], [0, 0, 0], [1000, 1e-6, 0]] };
  expect(geometryValues(shape, [1, 1, 1]).degrees).toBeCloseTo(5.729577951308e-8, 16);
});

describe("the values of a slice that is shown", () => {
  const pixels = new Uint16Array(size[0] * size[1] * size[2]);
  const [slope, intercept] = [0.5, -200];
  for (let z = 0, at = 0; z < size[2]; z += 1) {
    for (let y = 0; y < size[1]; y += 1) {
      for (let x = 0; x < size[0]; x += 1, at += 1) pixels[at] = (valueAt([x, y, z]) - intercept) / slope;
    }
  }
  const volume = { shape: size, pixels, slope, intercept };
  const source = {
    get: (key: { channel?: string; axis: Axis; index: number }) =>
      key.channel === "t2" ? cutSlice(volume, key.axis, key.index) : undefined,
  } as unknown as SliceSource;

  test.each(["sagittal", "coronal", "axial"] as const)("are those of the volume, wherever the view puts them: %s", (axis) => {
    const index = sliceCount(size, axis) - 3;
    const shape: Shape = { kind: "probe", axis, index, points: [] };
    const shown = sliceValues(source, shape, { channel: "t2", size })!;
    const expected = planeThrough(shape);
    expect(shown.size).toEqual(expected.size);
    for (const [along, up] of [[0, 0], [5, 0], [0, 7], [11, 13]] as const) {
      expect(shown.at(along, up)).toBe(expected.at(along, up));
    }
  });

  test("are none while the slice is not there", () => {
    expect(sliceValues(source, { kind: "probe", axis: "axial", index: 3, points: [] }, { channel: "t1", size })).toBeNull();
  });
});
