import { expect, test } from "vitest";

import { placeCaption } from "./draw-caption";

const measure = (text: string) => text.length * 7;
const lines = (width: number, ...texts: string[]) =>
  placeCaption(
    texts.map((text) => ({ text })),
    { width, unit: 1, measure },
  ).placed.map(({ line }) => line);

test("what fits stands in one line", () => {
  expect(lines(400, "WT", "TC", "Research use only")).toEqual([0, 0, 0]);
});

test("what does not fit goes on in the next line", () => {
  expect(lines(160, "WT", "TC", "Research use only", "1.1")).toEqual([0, 0, 1, 2]);
});

test("what is wider than the picture goes on in as many lines as it needs, and nothing of it is lost", () => {
  expect(lines(70, "Research use only", "WT")).toEqual([0, 1, 2, 3]);
  const name = `${"x".repeat(500)}👩🏽‍⚕️김민지`;
  const { placed } = placeCaption([{ text: name }], { width: 300, unit: 1, measure });
  expect(placed.map(({ text }) => text).join("")).toBe(name);
  expect(Math.max(...placed.map(({ text }) => measure(text)))).toBeLessThanOrEqual(280);
});

test("a letter that is wider than the picture has a line of its own", () => {
  expect(lines(22, "ab", "c")).toEqual([0, 1, 2]);
});

test("the caption is as high as its lines", () => {
  const { height } = placeCaption([{ text: "a" }, { text: "b" }], { width: 30, unit: 2, measure });
  expect(height).toBe(100);
});
