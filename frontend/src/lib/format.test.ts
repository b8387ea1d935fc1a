import { afterEach, expect, test, vi } from "vitest";

import { formatBytes, formatDay, formatList, formatMillilitres, formatMoment, formatShare, today } from "./format";

afterEach(() => vi.unstubAllEnvs());

/** Some versions of Unicode's data put narrow no-break spaces where others put plain ones. */
const plain = (text: string) => text.replace(/\s/gu, " ");

test.each([
  ["en-GB", "2 Jan 2026"],
  ["ko-KR", "2026. 1. 2."],
])("a calendar day is written as people write it in %s, west of Greenwich too", (locale, written) => {
  vi.stubEnv("TZ", "America/Los_Angeles");
  expect(plain(formatDay("2026-01-02", locale))).toBe(written);
});

// Newer data have AM and PM in Korean, older ones 오전 and 오후.
test.each([
  ["en-GB", "2026-01-02T15:05:00Z", /^3 Jan 2026, 00:05$/],
  ["en-GB", "2026-07-31T04:05:00Z", /^31 Jul 2026, 13:05$/],
  ["ko-KR", "2026-01-02T15:05:00Z", /^2026\. 1\. 3\. (AM|오전) 12:05$/],
  ["ko-KR", "2026-07-31T04:05:00Z", /^2026\. 7\. 31\. (PM|오후) 1:05$/],
])("a moment is the reader's own, as people write it in %s: %s", (locale, moment, written) => {
  vi.stubEnv("TZ", "Asia/Seoul");
  expect(plain(formatMoment(moment, locale))).toMatch(written);
});

test("what is no moment stays as it came", () => {
  expect(formatMoment("unknown", "ko-KR")).toBe("unknown");
});

test.each(["en-GB", "ko-KR"])("volumes have one decimal and a comma between thousands in %s", (locale) => {
  expect([0.04, 56.46, 1234.56].map((volume) => formatMillilitres(volume, locale))).toEqual(["0.0", "56.5", "1,234.6"]);
});

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
