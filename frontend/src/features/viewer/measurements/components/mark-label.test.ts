import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { contrast } from "@/testing/contrast";

const MARKS = readFileSync(join(import.meta.dirname, "marks.module.css"), "utf8");
const THEME = readFileSync(join(import.meta.dirname, "../../../../styles/theme.css"), "utf8");
const AA_TEXT = 4.5;

/** Give a colour that the views, which are dark in every theme, call by its name or by itself. */
function colourOf(ink: string): string {
  const name = /var\(--([\w-]+)\)/.exec(ink)?.[1];
  if (name === undefined) return ink.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(THEME)?.[1] ?? "";
}

/** Give the brightest that can be behind words: white tissue, seen through their plate. */
function brightestGround(): string {
  const opacity = Number(/\.plate \{[^}]*fill-opacity: ([\d.]+)/.exec(MARKS)?.[1]);
  const grey = Math.round((1 - opacity) * 255).toString(16);
  return `#${grey.padStart(2, "0").repeat(3)}`;
}

test("what a mark comes to is read over the whitest tissue, in whichever ink it is (AA)", () => {
  const inks = [...MARKS.matchAll(/--ink: ([^;]+);/g)].map(([, ink = ""]) => colourOf(ink));
  expect(inks).toHaveLength(3);
  expect(inks.filter((ink) => contrast(ink, brightestGround()) < AA_TEXT)).toEqual([]);
});
