import { describe, expect, test } from "vitest";

import type { Triple } from "../geometry/axes";
import { FIT, makeViewTransform, type Camera } from "../geometry/view-transform";
import type { Window } from "../painting/window-table";
import type { ViewEvent } from "./tools";
import { ViewGestures } from "./view-gestures";
import { makeViewTools } from "./view-tools";

const SHAPE: Triple = [200, 200, 100];
const FIRST: Window = { low: 0, high: 300 };

function open(tool: "crosshair" | "zoom" | "leaf" = "crosshair") {
  const hover = (event: ViewEvent) => {
    seen.hovered = event.voxel;
  };
  const seen = { hovered: null as Triple | null, voxel: null as Triple | null, camera: FIT, window: FIRST, slice: 50 };
  const moveCamera = (_: string, camera: Camera) => {
    seen.camera = camera;
  };
  const tools = makeViewTools({
    placeCrosshair: (voxel) => {
      seen.voxel = voxel;
    },
    goTo: (_, index) => {
      seen.slice = index;
    },
    moveCamera,
    setWindow: (_, window) => {
      seen.window = window;
    },
    windowsOf: () => ({ shown: seen.window, first: FIRST }),
  });
  const gestures = new ViewGestures({ main: () => tools[tool], pan: tools.pan, window: tools.window, moveCamera, hover });
  const at = (x: number, y: number, { pointerType = "mouse", shift = false } = {}): ViewEvent => {
    const spacing: Triple = [1, 1, 1];
    const frame = { width: 400, height: 400 };
    const transform = makeViewTransform({ axis: "axial", shape: SHAPE, spacing, frame, camera: seen.camera, flipped: false });
    const voxel = transform.toVoxel({ x, y }, 50);
    const look = { axis: "axial" as const, index: 50, channel: "flair", camera: seen.camera, transform, pixelRatio: 1 };
    return { axis: "axial", voxel, canvas: { x, y }, buttons: 1, shift, pointerType, look };
  };
  const touch = (x: number, y: number) => at(x, y, { pointerType: "touch" });
  return { seen, gestures, at, touch };
}

describe("a mouse", () => {
  test("places the crosshair where it is pressed, and takes it along", () => {
    const { seen, gestures, at } = open();
    gestures.down({ id: 1, button: 0, event: at(0, 0) });
    expect(seen.voxel).toEqual([199.5, 199.5, 50]);
    gestures.move(1, at(400, 400));
    expect(seen.voxel).toEqual([-0.5, -0.5, 50]);
    gestures.up(1, at(400, 400));
    gestures.move(1, at(200, 200));
    expect(seen.voxel).toEqual([-0.5, -0.5, 50]);
  });

  test.each([
    ["the middle button", { button: 1, shift: false }],
    ["shift", { button: 0, shift: true }],
  ])("moves the picture with %s, whatever the tool", (_, { button, shift }) => {
    const { seen, gestures, at } = open();
    gestures.down({ id: 1, button, event: at(100, 100, { shift }) });
    gestures.move(1, at(140, 90, { shift }));
    gestures.move(1, at(120, 80, { shift }));
    expect(seen.camera).toEqual({ zoom: 1, x: 10, y: -10 });
    expect(seen.voxel).toBeNull();
  });

  test("changes the window with the right button: wider to the right, brighter up", () => {
    const { seen, gestures, at } = open();
    gestures.down({ id: 1, button: 2, event: at(100, 100) });
    gestures.move(1, at(200, 100));
    expect(seen.window).toEqual({ low: -50, high: 350 });
    gestures.move(1, at(100, 50));
    expect(seen.window).toEqual({ low: -50, high: 250 });
  });

  test("zooms with the zoom tool at the place where it was pressed", () => {
    const { seen, gestures, at } = open("zoom");
    const { voxel } = at(50, 300);
    gestures.down({ id: 1, button: 0, event: at(50, 300) });
    gestures.move(1, at(50, 180));
    expect(seen.camera.zoom).toBeCloseTo(2);
    at(50, 300).voxel.forEach((value, dimension) => expect(value).toBeCloseTo(voxel[dimension]!));
  });

  test("has buttons that do nothing", () => {
    const { gestures, at } = open();
    expect(gestures.down({ id: 1, button: 4, event: at(1, 1) })).toBe(false);
  });
});

describe("a finger", () => {
  test("taps the crosshair to a place", () => {
    const { seen, gestures, touch } = open("leaf");
    gestures.down({ id: 1, button: 0, event: touch(0, 0) });
    expect(seen.voxel).toBeNull();
    gestures.up(1, touch(1, 1));
    expect(seen.voxel).toEqual([199.5, 199.5, 50]);
    expect(seen.slice).toBe(50);
  });

  test("leafs through the slices: up is up the axis, and the crosshair stays where it is", () => {
    const { seen, gestures, touch } = open("leaf");
    gestures.down({ id: 1, button: 0, event: touch(100, 200) });
    gestures.move(1, touch(103, 150));
    expect(seen.slice).toBe(60);
    gestures.move(1, touch(180, 225));
    expect(seen.slice).toBe(45);
    gestures.up(1, touch(180, 225));
    expect(seen.voxel).toBeNull();
  });

  test("that leafs and is joined by another one goes no further", () => {
    const { seen, gestures, touch } = open("leaf");
    gestures.down({ id: 1, button: 0, event: touch(100, 200) });
    gestures.move(1, touch(100, 150));
    gestures.down({ id: 2, button: 0, event: touch(140, 150) });
    gestures.move(1, touch(100, 149));
    gestures.up(2, touch(140, 150));
    gestures.up(1, touch(100, 100));
    expect([seen.slice, seen.voxel]).toEqual([60, null]);
  });

  test("drives any other tool as a mouse does", () => {
    const { seen, gestures, touch } = open("zoom");
    gestures.down({ id: 1, button: 0, event: touch(50, 300) });
    gestures.move(1, touch(50, 180));
    expect(seen.camera.zoom).toBeCloseTo(2);
  });
});

describe("two fingers", () => {
  test("zoom and move the picture when they part, and leave the crosshair alone", () => {
    const { seen, gestures, touch } = open();
    const { voxel } = touch(200, 200);
    gestures.down({ id: 1, button: 0, event: touch(180, 200) });
    gestures.down({ id: 2, button: 0, event: touch(220, 200) });
    gestures.move(1, touch(160, 200));
    gestures.move(2, touch(240, 200));
    expect(seen.camera.zoom).toBeCloseTo(2);
    touch(200, 200).voxel.forEach((value, dimension) => expect(value).toBeCloseTo(voxel[dimension]!));
    gestures.up(1, touch(160, 200));
    gestures.move(2, touch(300, 300));
    gestures.up(2, touch(300, 300));
    expect(seen.voxel).toBeNull();
  });

  test("change the window when they go side by side", () => {
    const { seen, gestures, touch } = open();
    gestures.down({ id: 1, button: 0, event: touch(100, 100) });
    gestures.down({ id: 2, button: 0, event: touch(140, 100) });
    for (let step = 1; step <= 50; step += 1) {
      gestures.move(1, touch(100, 100 - step));
      gestures.move(2, touch(140, 100 - step));
    }
    expect(seen.window).toEqual({ low: -50, high: 250 });
    expect(seen.camera).toEqual(FIT);
  });
});

test("a stroke that the browser calls off is over", () => {
  const { seen, gestures, at } = open();
  gestures.down({ id: 1, button: 1, event: at(100, 100) });
  gestures.cancel(1);
  gestures.move(1, at(200, 200));
  expect(seen.camera).toEqual(FIT);
});

test("a pointer that is not pressed only hovers", () => {
  const { seen, gestures, at } = open();
  gestures.move(1, at(400, 400));
  expect(seen.hovered).toEqual([-0.5, -0.5, 50]);
  expect(seen.voxel).toBeNull();
});
