import { expect, test } from "vitest";

import { commandFor } from "./shortcuts";

const press = (key: string, change: Partial<Parameters<typeof commandFor>[0]> = {}) =>
  commandFor({ key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, ...change });

test("the keys are those of other viewers", () => {
  expect(press("2", { code: "Digit2" })).toEqual({ type: "channel", number: 2 });
  expect(press("s")).toEqual({ type: "segmentation" });
  expect(press("R")).toEqual({ type: "reset" });
  expect(press("z")).toEqual({ type: "tool", tool: "zoom" });
  expect(press("?", { code: "Slash" })).toEqual({ type: "help" });
});

test("keys are found where Korean is written", () => {
  expect(press("ㄴ", { code: "KeyS" })).toEqual({ type: "segmentation" });
});

test("what the browser does with a key stays the browser's", () => {
  expect(press("r", { ctrlKey: true })).toBeNull();
  expect(press("s", { metaKey: true })).toBeNull();
  expect(press("Tab", { code: "Tab" })).toBeNull();
});
