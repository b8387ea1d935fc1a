import { expect, test } from "vitest";

import { COMMANDS, commandFor, WITH_CTRL_AND_SHIFT, type Command } from "./shortcuts";

const press = (key: string, change: Partial<Parameters<typeof commandFor>[0]> = {}) =>
  commandFor({ key, code: codeOf(key), ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...change });

function codeOf(key: string): string {
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
}

const KEYS: [string, Command][] = [
  ["1", { type: "channel", number: 1 }],
  ["2", { type: "channel", number: 2 }],
  ["3", { type: "channel", number: 3 }],
  ["4", { type: "channel", number: 4 }],
  ["s", { type: "segmentation" }],
  ["a", { type: "opacity", by: -0.1 }],
  ["d", { type: "opacity", by: 0.1 }],
  ["r", { type: "reset" }],
  ["i", { type: "invert" }],
  ["f", { type: "enlarge" }],
  ["+", { type: "zoom", factor: 1.25 }],
  ["=", { type: "zoom", factor: 1.25 }],
  ["-", { type: "zoom", factor: 0.8 }],
  ["0", { type: "fit" }],
  ["n", { type: "segmented", direction: 1 }],
  ["b", { type: "segmented", direction: -1 }],
  ["e", { type: "end" }],
  ["c", { type: "cine" }],
  ["x", { type: "tool", tool: "crosshair" }],
  ["Escape", { type: "tool", tool: "crosshair" }],
  ["w", { type: "tool", tool: "window" }],
  ["l", { type: "tool", tool: "window" }],
  ["z", { type: "tool", tool: "zoom" }],
  ["p", { type: "tool", tool: "pan" }],
  ["m", { type: "tool", tool: "distance" }],
  ["?", { type: "help" }],
];

test.each(KEYS)("%s does what the list of keys says", (key, command) => {
  expect(press(key)).toEqual(command);
});

test("no key is left out of the list above", () => {
  expect(KEYS.map(([key]) => key.toLowerCase()).sort()).toEqual(Object.keys(COMMANDS).sort());
});

const LETTERS = KEYS.filter(([key]) => /^[a-z]$/.test(key));

test.each(LETTERS)("%s is found with Shift, with Caps Lock and where Korean is written", (key, command) => {
  expect(press(key.toUpperCase(), { shiftKey: true })).toEqual(command);
  expect(press(key.toUpperCase())).toEqual(command);
  expect(press("ㄱ", { code: codeOf(key) })).toEqual(command);
});

test("+ is found where it takes Shift", () => {
  expect(press("+", { code: "Equal", shiftKey: true })).toEqual({ type: "zoom", factor: 1.25 });
});

test.each([
  ["ArrowLeft", -0.1, 0],
  ["ArrowRight", 0.1, 0],
  ["ArrowUp", 0, -0.1],
  ["ArrowDown", 0, 0.1],
])("%s with Ctrl and Shift moves the picture where it points", (key, x, y) => {
  expect(press(key, { ctrlKey: true, shiftKey: true })).toEqual({ type: "pan", x, y });
  for (const change of [{}, { shiftKey: true }, { ctrlKey: true }, { altKey: true }]) expect(press(key, change)).toBeNull();
  expect(press(key, { ctrlKey: true, shiftKey: true, altKey: true })).toBeNull();
});

test("no other key has a meaning with Ctrl and Shift", () => {
  expect(Object.keys(WITH_CTRL_AND_SHIFT)).toHaveLength(4);
});

test.each(KEYS)("%s with Ctrl, Alt or Command stays the browser's", (key) => {
  for (const change of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { ctrlKey: true, shiftKey: true }]) {
    expect(press(key, change)).toBeNull();
  }
});

test("keys without a meaning have none", () => {
  expect(press("Tab")).toBeNull();
});
