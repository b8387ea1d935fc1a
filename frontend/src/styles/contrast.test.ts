import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { contrast } from "@/testing/contrast";

const CSS = readFileSync(join(import.meta.dirname, "theme.css"), "utf8");
const THEMES = { dark: variablesOf('[data-theme="dark"]'), light: variablesOf('[data-theme="light"]') };

const GROUNDS = ["ground", "surface", "surface-raised", "surface-hover", "info-ground", "warn-ground", "bad-ground"];
const PLAIN = ["ground", "surface", "surface-raised", "surface-hover"];

/** What is read, and what it stands on. */
const TEXT: Record<string, readonly string[]> = {
  text: GROUNDS,
  "text-soft": GROUNDS,
  "text-faint": GROUNDS,
  accent: GROUNDS,
  warn: [...PLAIN, "warn-ground"],
  bad: [...PLAIN, "bad-ground"],
  "on-accent": ["accent-strong", "accent-hover", "bad-strong", "bad-hover"],
};
/** What is seen without being read: the edges of inputs, the ring of the focus, the dots of a status. */
const SIGNS: Record<string, readonly string[]> = { control: PLAIN.slice(0, 3), accent: GROUNDS, good: PLAIN, warn: PLAIN, bad: PLAIN };

const AA_TEXT = 4.5;
const AA_SIGN = 3;

function variablesOf(selector: string): Map<string, string> {
  const block = CSS.slice(CSS.indexOf("{", CSS.indexOf(selector)), CSS.indexOf("}", CSS.indexOf(selector)));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));
}

function tooFaint(theme: Map<string, string>, pairs: Record<string, readonly string[]>, least: number): string[] {
  return Object.entries(pairs).flatMap(([front, grounds]) =>
    grounds.flatMap((ground) => {
      const found = contrast(theme.get(front) ?? "", theme.get(ground) ?? "");
      return found >= least ? [] : [`${front} on ${ground}: ${found.toFixed(2)}`];
    }),
  );
}

test("contrast is computed as the standard does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("both themes name the same colours", () => {
  expect([...THEMES.light.keys()].sort()).toEqual([...THEMES.dark.keys()].sort());
  expect(THEMES.dark.size).toBeGreaterThan(15);
});

test.each(Object.entries(THEMES))("everything that is read stands out enough (AA): %s", (_, theme) => {
  expect(tooFaint(theme, TEXT, AA_TEXT)).toEqual([]);
});

test.each(Object.entries(THEMES))("everything that is seen stands out enough (AA): %s", (_, theme) => {
  expect(tooFaint(theme, SIGNS, AA_SIGN)).toEqual([]);
});
