import { describe, expect, test } from "vitest";

import { makeColourTable, parseColour } from "./colour-table";

const REGIONS = [
  { id: "ET", name: "", labels: [4], colour: "#ff0000", colour_blind_colour: "#000000", needs: [], seen_on: null },
  { id: "WT", name: "", labels: [1, 2, 4], colour: "#00ff00", colour_blind_colour: "#000000", needs: [], seen_on: null },
  { id: "TC", name: "", labels: [1, 4], colour: "#0000ff", colour_blind_colour: "#000000", needs: [], seen_on: null },
];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];
const RED = [255, 0, 0, 255];
const NONE = [0, 0, 0, 0];

function coloursOf(on: string[]): Record<number, number[]> {
  const styles = Object.fromEntries(REGIONS.map(({ id }) => [id, { on: on.includes(id), opacity: 1 }]));
  const bytes = new Uint8Array(makeColourTable(REGIONS, styles).buffer);
  return Object.fromEntries([0, 1, 2, 3, 4].map((label) => [label, [...bytes.slice(label * 4, label * 4 + 4)]]));
}

describe("every voxel has the colour of the innermost region that is on", () => {
  test("all on", () => {
    expect(coloursOf(["WT", "TC", "ET"])).toEqual({ 0: NONE, 1: BLUE, 2: GREEN, 3: NONE, 4: RED });
  });

  test("without the enhancing tumour its voxels show the core", () => {
    expect(coloursOf(["WT", "TC"])).toEqual({ 0: NONE, 1: BLUE, 2: GREEN, 3: NONE, 4: BLUE });
  });

  test("without the core its voxels show the whole tumour", () => {
    expect(coloursOf(["WT", "ET"])).toEqual({ 0: NONE, 1: GREEN, 2: GREEN, 3: NONE, 4: RED });
  });

  test("the core alone leaves the oedema bare", () => {
    expect(coloursOf(["TC"])).toEqual({ 0: NONE, 1: BLUE, 2: NONE, 3: NONE, 4: BLUE });
  });

  test("none on is nothing drawn", () => {
    expect(Object.values(coloursOf([]))).toEqual([NONE, NONE, NONE, NONE, NONE]);
  });
});

test("opacity is the region's own", () => {
  const styles = { WT: { on: true, opacity: 0.2 }, ET: { on: true, opacity: 0.6 } };
  const bytes = new Uint8Array(makeColourTable(REGIONS, styles).buffer);
  expect([bytes[2 * 4 + 3], bytes[4 * 4 + 3]]).toEqual([51, 153]);
});

test("a colour that is none is named", () => {
  expect(parseColour("#2eCC40")).toEqual([46, 204, 64]);
  expect(() => parseColour("green")).toThrow("received green");
});
