import { expect, test } from "vitest";

import { inPalette } from "@/lib/palette";

import { composeRegions } from "./region-compositor";
import { outlinesOnly, type DrawingMode, type RegionStyles } from "./region-style";

const REGIONS = [
  { id: "ET", name: "", labels: [4], colour: "#ff0000", colour_blind_colour: "#00000a", needs: [], seen_on: null },
  { id: "WT", name: "", labels: [1, 2, 4], colour: "#00ff00", colour_blind_colour: "#00000b", needs: [], seen_on: null },
];

function stylesOf(WT: DrawingMode, ET: DrawingMode): RegionStyles {
  return { WT: { on: true, opacity: 1, mode: WT }, ET: { on: true, opacity: 1, mode: ET } };
}

function filledLabels(styles: RegionStyles): number[] {
  const { fill } = composeRegions(REGIONS, styles);
  return [...fill].flatMap((colour, label) => (colour === 0 ? [] : [label]));
}

function outlined(styles: RegionStyles): string[] {
  return composeRegions(REGIONS, styles).outlines.map(({ colour }) => colour);
}

test("fill paints areas alone, outline edges alone, both both", () => {
  expect([filledLabels(stylesOf("fill", "fill")), outlined(stylesOf("fill", "fill"))]).toEqual([[1, 2, 4], []]);
  expect([filledLabels(stylesOf("outline", "outline")), outlined(stylesOf("outline", "outline"))]).toEqual([
    [],
    ["#00ff00", "#ff0000"],
  ]);
  expect([filledLabels(stylesOf("both", "outline")), outlined(stylesOf("both", "outline"))]).toEqual([
    [1, 2, 4],
    ["#00ff00", "#ff0000"],
  ]);
});

test("inside a region that is outlined, the one around it keeps its fill", () => {
  const { fill } = composeRegions(REGIONS, stylesOf("fill", "outline"));
  expect(fill[4]).toBe(fill[2]);
  expect(fill[4]).not.toBe(0);
});

test("an edge surrounds every label of its region", () => {
  const { outlines } = composeRegions(REGIONS, stylesOf("outline", "fill"));
  expect([...outlines[0]!.inside].flatMap((inside, label) => (inside === 1 ? [label] : []))).toEqual([1, 2, 4]);
});

test("where only edges are wished for no area is painted, and the styles themselves stay as they are", () => {
  const styles = stylesOf("fill", "both");
  expect([filledLabels(outlinesOnly(styles)), outlined(outlinesOnly(styles))]).toEqual([[], ["#00ff00", "#ff0000"]]);
  expect(styles).toEqual(stylesOf("fill", "both"));
});

test("a region that is off has neither", () => {
  const styles = { ...stylesOf("fill", "both"), ET: { on: false, opacity: 1, mode: "both" as const } };
  expect(outlined(styles)).toEqual([]);
});

test("the palette changes the colours of areas and edges", () => {
  const paint = composeRegions(inPalette(REGIONS, "colour-blind"), stylesOf("both", "both"));
  expect(paint.outlines.map(({ colour }) => colour)).toEqual(["#00000b", "#00000a"]);
  expect(inPalette(REGIONS, "standard")).toEqual(REGIONS);
});
