import { expect, test } from "vitest";

import { formatBytes, formatDay, formatMillilitres, today } from "./format";

test("a calendar day is the same day everywhere", () => {
  expect(formatDay("2026-01-02", "en")).toBe("Jan 2, 2026");
  expect(formatDay("unknown", "en")).toBe("unknown");
});

test("volumes have one decimal", () => {
  expect([56.46, 0, 1234.5].map((volume) => formatMillilitres(volume, "en"))).toEqual(["56.5", "0.0", "1,234.5"]);
});

test("sizes are said in a unit that fits", () => {
  expect([900, 26_000, 1_043_931, 35_000_000].map((bytes) => formatBytes(bytes, "en"))).toEqual([
    "900 byte",
    "26 kB",
    "1 MB",
    "35 MB",
  ]);
});

test("today is the reader's day", () => {
  expect(today(new Date(2026, 0, 2, 23, 59))).toBe("2026-01-02");
});
