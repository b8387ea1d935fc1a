import { expect, test } from "vitest";

import type { Triple } from "./axes";
import { linkCameras, panBy, pinchCamera, zoomAt, zoomBy } from "./camera";
import { FIT, makeViewTransform, type Camera } from "./view-transform";

const SHAPE: Triple = [240, 200, 155];
const SPACING: Triple = [1, 1, 2];

function look(camera: Camera, flipped = false) {
  return makeViewTransform({ axis: "axial", shape: SHAPE, spacing: SPACING, frame: { width: 500, height: 400 }, camera, flipped });
}

test.each([false, true])("what lies under the pointer stays there while zooming, flipped %s", (flipped) => {
  let camera: Camera = { zoom: 1.5, x: 20, y: -8 };
  const point = { x: 130, y: 290 };
  const voxel = look(camera, flipped).toVoxel(point, 3);
  for (const factor of [1.3, 1.3, 0.4, 7]) {
    camera = zoomAt(camera, look(camera, flipped), point, factor);
    const now = look(camera, flipped).toCanvas(voxel);
    expect(now.x).toBeCloseTo(point.x, 5);
    expect(now.y).toBeCloseTo(point.y, 5);
  }
});

test("zoom ends where nothing more can be seen", () => {
  const point = { x: 10, y: 10 };
  expect(zoomAt(FIT, look(FIT), point, 1e6).zoom).toBe(32);
  expect(zoomAt(FIT, look(FIT), point, 1e-6).zoom).toBe(0.25);
  const closest = { zoom: 32, x: 5, y: 5 };
  expect(zoomAt(closest, look(closest), point, 2)).toEqual(closest);
});

test.each([FIT, { zoom: 1.5, x: 20, y: -8 }])("what stands in the middle of the view stays there while keys zoom", (camera) => {
  const voxel = look(camera).toVoxel({ x: 250, y: 200 }, 3);
  const now = look(zoomBy(camera, 2)).toCanvas(voxel);
  // A picture that fits keeps to whole pixels: it may stand half a one off the middle.
  expect(Math.abs(now.x - 250)).toBeLessThanOrEqual(1);
  expect(Math.abs(now.y - 200)).toBeLessThanOrEqual(1);
  expect(zoomBy(camera, 2).zoom).toBe(camera.zoom * 2);
});

test("keys zoom no further than the wheel does", () => {
  expect(zoomBy(FIT, 1e6).zoom).toBe(32);
  expect(zoomBy(FIT, 1e-6).zoom).toBe(0.25);
});

test("the picture follows the hand that moves it", () => {
  const camera = { zoom: 4, x: 1, y: 2 };
  const before = look(camera).rect;
  const after = look(panBy(camera, look(camera), { x: 33, y: -12 })).rect;
  expect(after.x - before.x).toBeCloseTo(33);
  expect(after.y - before.y).toBeCloseTo(-12);
});

test("linked views share their zoom and the shift along the directions that they share", () => {
  const cameras = { axial: FIT, coronal: { zoom: 2, x: 1, y: 7 }, sagittal: { zoom: 3, x: 5, y: 6 } };
  expect(linkCameras(cameras, "axial", { zoom: 4, x: 11, y: 12 })).toEqual({
    axial: { zoom: 4, x: 11, y: 12 },
    coronal: { zoom: 4, x: 11, y: 7 },
    sagittal: { zoom: 4, x: 12, y: 6 },
  });
  expect(linkCameras(cameras, "sagittal", { zoom: 4, x: 11, y: 12 })).toEqual({
    axial: { zoom: 4, x: 0, y: 11 },
    coronal: { zoom: 4, x: 1, y: 12 },
    sagittal: { zoom: 4, x: 11, y: 12 },
  });
});

test("what lay between two fingers stays between them", () => {
  const camera = { zoom: 1.5, x: 20, y: -8 };
  const [from, to] = [
    { x: 130, y: 290 },
    { x: 180, y: 260 },
  ];
  const voxel = look(camera).toVoxel(from, 3);
  const pinched = pinchCamera(camera, look(camera), { from, to, factor: 2.2 });
  expect(pinched.zoom).toBeCloseTo(3.3);
  const now = look(pinched).toCanvas(voxel);
  expect(now.x).toBeCloseTo(to.x, 5);
  expect(now.y).toBeCloseTo(to.y, 5);
});
