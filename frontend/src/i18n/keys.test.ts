import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import en from "./en.json";

const SOURCES = join(import.meta.dirname, "..");
const KEY = /\bt\(\s*(?:[^"()]*\?\s*)?"([^"]+)"(?:\s*:\s*"([^"]+)")?/g;
const PLURAL = /_(one|other)$/;

function sourceFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !file.startsWith("generated"),
  );
}

function usedKeys(): Set<string> {
  const texts = sourceFiles().map((file) => readFileSync(join(SOURCES, file), "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(KEY)].flatMap(([, ...keys]) => keys.filter(Boolean))));
}

function definedKeys(node: object, prefix = ""): string[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" ? [(prefix + name).replace(PLURAL, "")] : definedKeys(value as object, `${prefix}${name}.`),
  );
}

test("every string that the pages use exists", () => {
  const defined = new Set(definedKeys(en));
  expect([...usedKeys()].filter((key) => !defined.has(key))).toEqual([]);
});

test("every string that exists is used", () => {
  const used = usedKeys();
  expect([...new Set(definedKeys(en))].filter((key) => !used.has(key))).toEqual([]);
});
