import { describe, expect, test } from "vitest";

import { AXES, type Axis, type Box, type Triple } from "./axes";
import { fitRect } from "./fit";
import { FIT, makeViewTransform, type Camera } from "./view-transform";

const SHAPE: Triple = [240, 200, 155];
const SPACING: Triple = [1, 1, 2];
const FRAME = { width: 427, height: 451 };

function look(camera: Camera, { axis = "axial", flipped = false }: { axis?: Axis; flipped?: boolean } = {}) {
  return makeViewTransform({ axis, shape: SHAPE, spacing: SPACING, frame: FRAME, camera, flipped });
}

test("a camera that fits gives the picture its whole device pixels", () => {
  expect(look(FIT).rect).toEqual(fitRect(FRAME, { width: 240, height: 200 }));
});

describe.each(AXES)("in the %s view", (axis) => {
  test.each([
    ["fit", FIT, false],
    ["zoomed and moved", { zoom: 3.7, x: -12.5, y: 31 }, false],
    ["mirrored", { zoom: 0.8, x: 4, y: 0 }, true],
  ] as const)("the way to the canvas and back leads to the same voxel, %s", (_, camera, flipped) => {
    const { toCanvas, toVoxel } = look(camera, { axis, flipped });
    const voxel: Triple = [17.25, 150.5, 88];
    const index = { axial: 88, coronal: 150.5, sagittal: 17.25 }[axis];
    toVoxel(toCanvas(voxel), index).forEach((value, dimension) => expect(value).toBeCloseTo(voxel[dimension]!));
  });
});

test("the slice reaches half a voxel beyond the centres of its outermost voxels", () => {
  const { rect, toCanvas } = look(FIT);
  const corner = toCanvas([239.5, 199.5, 0]);
  expect(corner.x).toBeCloseTo(rect.x);
  expect(corner.y).toBeCloseTo(rect.y);
  const opposite = toCanvas([-0.5, -0.5, 0]);
  expect(opposite.x).toBeCloseTo(rect.x + rect.width);
  expect(opposite.y).toBeCloseTo(rect.y + rect.height);
});

test("zooming keeps the middle of the slice where it is", () => {
  const middle: Triple = [119.5, 99.5, 0];
  const before = look(FIT).toCanvas(middle);
  const after = look({ zoom: 5, x: 0, y: 0 }).toCanvas(middle);
  expect(after.x).toBeCloseTo(before.x);
  expect(after.y).toBeCloseTo(before.y);
});

test("a shift is in mm, to the right and down on the screen, in both conventions", () => {
  for (const flipped of [false, true]) {
    const before = look({ zoom: 2, x: 0, y: 0 }, { flipped });
    const after = look({ zoom: 2, x: 10, y: -6 }, { flipped });
    expect((after.rect.x - before.rect.x) * after.mmPerPixel).toBeCloseTo(10);
    expect((after.rect.y - before.rect.y) * after.mmPerPixel).toBeCloseTo(-6);
  }
});

test("a device pixel spans as many mm as the neighbouring voxels say", () => {
  const { mmPerPixel, toCanvas } = look({ zoom: 2, x: 0, y: 0 });
  const distance = toCanvas([10, 0, 0]).x - toCanvas([20, 0, 0]).x;
  expect(distance * mmPerPixel).toBeCloseTo(10, 1);
});

test("neurological convention mirrors what has left and right as columns, and nothing else", () => {
  const voxel: Triple = [200, 150, 20];
  const across = (axis: Axis, flipped: boolean) => {
    const { rect, toCanvas } = look(FIT, { axis, flipped });
    return (toCanvas(voxel).x - rect.x) / rect.width;
  };
  expect(across("axial", true)).toBeCloseTo(1 - across("axial", false));
  expect(across("coronal", true)).toBeCloseTo(1 - across("coronal", false));
  expect(across("sagittal", true)).toBe(across("sagittal", false));
});

test("a view without size has a way that does not break", () => {
  const frame = { width: 0, height: 0 };
  const { mmPerPixel } = makeViewTransform({ axis: "axial", shape: SHAPE, spacing: SPACING, frame, camera: FIT, flipped: false });
  expect(Number.isFinite(mmPerPixel)).toBe(true);
});

test.each<[Axis, boolean]>([
  ["axial", false],
  ["axial", true],
  ["coronal", false],
  ["coronal", true],
  ["sagittal", false],
])("a view fits the head where that is known: %s, flipped %s", (axis, flipped) => {
  const head: Box = [
    [30, 130],
    [60, 160],
    [20, 120],
  ];
  const frame = { width: 800, height: 600 };
  const { toCanvas } = makeViewTransform({ axis, shape: SHAPE, spacing: SPACING, frame, camera: FIT, flipped, head });
  // Edges of the head, half a voxel outside the centres of its outermost voxels.
  const corners = [toCanvas([29.5, 59.5, 19.5]), toCanvas([129.5, 159.5, 119.5])];
  const sides = {
    x: corners.map(({ x }) => x).sort((a, b) => a - b),
    y: corners.map(({ y }) => y).sort((a, b) => a - b),
  };
  for (const [side, size] of [[sides.x, frame.width] as const, [sides.y, frame.height] as const]) {
    expect(side[0]! + side[1]!).toBeCloseTo(size, -1);
    expect(side[0]).toBeGreaterThanOrEqual(-2);
  }
  const fills = [(sides.x[1]! - sides.x[0]!) / frame.width, (sides.y[1]! - sides.y[0]!) / frame.height];
  expect(Math.max(...fills)).toBeCloseTo(1, 1);
});

test("a head that fills the whole volume fits as the volume does", () => {
  const whole = SHAPE.map((size) => [0, size]) as unknown as Box;
  const view = { axis: "coronal", shape: SHAPE, spacing: SPACING, frame: FRAME, camera: FIT, flipped: false } as const;
  expect(makeViewTransform({ ...view, head: whole }).rect).toEqual(makeViewTransform(view).rect);
});
