import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import en from "./en.json";
import ko from "./ko.json";

const LANGUAGES = { en, ko };
const SOURCES = join(import.meta.dirname, "..");
const KEY = /\bt\(\s*(?:[^"()]*\?\s*)?"([^"]+)"(?:\s*:\s*"([^"]+)")?/g;
const PLURAL = /_(zero|one|two|few|many|other)$/;

function sourceFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !file.startsWith("generated"),
  );
}

function usedKeys(): Set<string> {
  const texts = sourceFiles().map((file) => readFileSync(join(SOURCES, file), "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(KEY)].flatMap(([, ...keys]) => keys.filter(Boolean))));
}

/** List the strings with their whole keys, plural endings included. */
function entriesOf(node: object, prefix = ""): [key: string, text: string][] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" ? [[prefix + name, value] as [string, string]] : entriesOf(value as object, `${prefix}${name}.`),
  );
}

function keysOf(language: object): string[] {
  return [...new Set(entriesOf(language).map(([key]) => key.replace(PLURAL, "")))];
}

/** List by key the names that a string leaves room for. */
function roomsOf(language: object): Map<string, string> {
  const rooms = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort().join();
  return new Map(entriesOf(language).map(([key, text]) => [key.replace(PLURAL, ""), rooms(text)]));
}

test.each(Object.entries(LANGUAGES))("every string that the pages use exists: %s", (_, language) => {
  const defined = new Set(keysOf(language));
  expect([...usedKeys()].filter((key) => !defined.has(key))).toEqual([]);
});

test.each(Object.entries(LANGUAGES))("every string that exists is used: %s", (_, language) => {
  const used = usedKeys();
  expect(keysOf(language).filter((key) => !used.has(key))).toEqual([]);
});

test("each language says the same things", () => {
  expect(keysOf(ko).sort()).toEqual(keysOf(en).sort());
});

test("a translated string leaves room for the same values", () => {
  expect(roomsOf(ko)).toEqual(roomsOf(en));
});

test.each(Object.entries(LANGUAGES))("what is counted has every form that the language knows: %s", (locale, language) => {
  const forms = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();
  const entries = entriesOf(language).filter(([key]) => PLURAL.test(key));
  for (const counted of new Set(entries.map(([key]) => key.replace(PLURAL, "")))) {
    const found = entries.filter(([key]) => key.replace(PLURAL, "") === counted);
    expect(found.map(([key]) => PLURAL.exec(key)?.[1]).sort(), counted).toEqual(forms);
  }
});

test("no string is empty, and none is left in English", () => {
  const english = new Map(entriesOf(en));
  // What is written the same way in both: units, numbers.
  const same = new Set(["snapshot.millimetres", "units.millilitres", "units.squarePixels", "viewer.sliceNumber"]);
  expect(entriesOf(ko).filter(([key, text]) => text.trim() === "" || (text === english.get(key) && !same.has(key)))).toEqual([]);
});
