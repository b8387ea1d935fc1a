import { expect, test } from "vitest";

import { isUndoing } from "./undo-key";

const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test.each([
  ["Ctrl+Z", { key: "z", ctrlKey: true }, "undo"],
  ["Ctrl+Z with caps lock", { key: "Z", ctrlKey: true }, "undo"],
  ["Command+Z", { key: "z", metaKey: true }, "undo"],
  ["Ctrl+Shift+Z", { key: "Z", ctrlKey: true, shiftKey: true }, "redo"],
  ["Ctrl+Y", { key: "y", ctrlKey: true }, "redo"],
  ["Z alone", { key: "z" }, null],
  ["Ctrl+Alt+Z", { key: "z", ctrlKey: true, altKey: true }, null],
  ["Ctrl+X", { key: "x", ctrlKey: true }, null],
])("%s", (_, keys, meaning) => {
  expect(isUndoing({ ...NONE, ...keys })).toBe(meaning);
});
