import { describe, expect, test } from "vitest";

import type { Rect } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";
import { outlineBlocks } from "./outline";

const INSIDE = new Uint8Array(256);
INSIDE[4] = 1;

/** Make a slice of text: # is of the region. */
function sliceOf(...lines: string[]): Slice {
  const pixels = Uint8Array.from(lines.join(""), (letter) => (letter === "#" ? 4 : 2));
  return { rows: lines.length, columns: lines[0]!.length, pixels, slope: 1, intercept: 0 };
}

/** Paint blocks into a frame: # where one lies. */
function painted(slice: Slice, rect: Rect, frame: { width: number; height: number }): string[] {
  const blocks = outlineBlocks(slice, INSIDE, rect);
  return Array.from({ length: frame.height }, (_, y) =>
    Array.from({ length: frame.width }, (_unused, x) => {
      const covers = (block: Rect) =>
        x >= block.x && x < block.x + block.width && y >= block.y && y < block.y + block.height;
      return blocks.some(covers) ? "#" : ".";
    }).join(""),
  );
}

/** Say which device pixels a browser would fill: those whose centres lie in a voxel of the region, between two in the first. */
function filled(slice: Slice, rect: Rect, frame: { width: number; height: number }): string[] {
  return Array.from({ length: frame.height }, (_, y) =>
    Array.from({ length: frame.width }, (_unused, x) => {
      const column = Math.ceil(((x + 0.5 - rect.x) / rect.width) * slice.columns - 1e-6) - 1;
      const row = Math.ceil(((y + 0.5 - rect.y) / rect.height) * slice.rows - 1e-6) - 1;
      const inSlice = column >= 0 && column < slice.columns && row >= 0 && row < slice.rows;
      return inSlice && slice.pixels[row * slice.columns + column] === 4 ? "#" : ".";
    }).join(""),
  );
}

test("one voxel drawn large has an edge of one pixel, inside it", () => {
  const slice = sliceOf("...", ".#.", "...");
  expect(painted(slice, { x: 0, y: 0, width: 12, height: 12 }, { width: 12, height: 12 }).slice(3, 9)).toEqual([
    "............",
    "....####....",
    "....#..#....",
    "....#..#....",
    "....####....",
    "............",
  ]);
});

test("voxels of one region have no edge between them, and a hole has one", () => {
  const slice = sliceOf("###", "#.#", "###");
  expect(painted(slice, { x: 0, y: 0, width: 9, height: 9 }, { width: 9, height: 9 })).toEqual([
    "#########",
    "#.......#",
    "#..###..#",
    "#.#...#.#",
    "#.#...#.#",
    "#.#...#.#",
    "#..###..#",
    "#.......#",
    "#########",
  ]);
});

test("at one pixel a voxel the edge is the region's outer voxels", () => {
  const slice = sliceOf(".....", ".###.", ".###.", ".###.", ".....");
  expect(painted(slice, { x: 0, y: 0, width: 5, height: 5 }, { width: 5, height: 5 })).toEqual([
    ".....",
    ".###.",
    ".#.#.",
    ".###.",
    ".....",
  ]);
});

test("a voxel smaller than a pixel is not lost", () => {
  const slice = sliceOf("....", ".#..", "....", "....");
  expect(painted(slice, { x: 0, y: 0, width: 2, height: 2 }, { width: 2, height: 2 }).join("")).toContain("#");
});

describe.each([1, 1.37, 2.5, 7.3, 16])("at %s pixels a voxel", (scale) => {
  const slice = sliceOf("......", ".###..", ".#####", "..##..", ".#....", "......");
  const rect = { x: 3.3, y: -1.8, width: slice.columns * scale, height: slice.rows * scale };
  const frame = { width: Math.ceil(rect.width) + 6, height: Math.ceil(rect.height) + 2 };

  test("the edge is the outermost pixels of what a fill covers, and no other", () => {
    const area = filled(slice, rect, frame);
    const at = (x: number, y: number) => area[y]?.[x] ?? "outside";
    const expected = area.map((line, y) =>
      [...line]
        .map((letter, x) => {
          const beside = [at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1)];
          return letter === "#" && beside.includes(".") ? "#" : ".";
        })
        .join(""),
    );
    // The frame's own border shows no edge of the region; compare away from it.
    const inner = (lines: string[]) => lines.slice(1, -1).map((line) => line.slice(1, -1));
    expect(inner(painted(slice, rect, frame))).toEqual(inner(expected));
  });
});

test("a pixel whose centre lies between two voxels is of the first, as a browser draws it", () => {
  const slice = sliceOf(".#");
  expect(painted(slice, { x: 0, y: 0, width: 5, height: 3 }, { width: 5, height: 3 })[0]).toBe("...##");
});

test("a slice without the region has no edge", () => {
  expect(outlineBlocks(sliceOf("...", "..."), INSIDE, { x: 0, y: 0, width: 30, height: 20 })).toEqual([]);
});

test("the edge of the slice is an edge of a region that reaches it", () => {
  const slice = sliceOf("##", "##");
  expect(painted(slice, { x: 1, y: 1, width: 6, height: 6 }, { width: 8, height: 8 })[1]).toBe(".######.");
});
