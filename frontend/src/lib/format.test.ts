import { expect, test } from "vitest";

import { formatBytes, formatDay, formatList, formatMillilitres, formatShare, today } from "./format";

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

test("shares have two decimals", () => {
  expect([0.934, 0, 1].map((share) => formatShare(share, "en"))).toEqual(["0.93", "0.00", "1.00"]);
});

test("names are joined as in a sentence", () => {
  expect(formatList(["T1ce"], "en-GB")).toBe("T1ce");
  expect(formatList(["FLAIR", "T1", "T2"], "en-GB")).toBe("FLAIR, T1 and T2");
});
