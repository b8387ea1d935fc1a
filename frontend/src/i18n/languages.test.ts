import { expect, test } from "vitest";

import { languageFor, localeFor } from "./languages";

test("a Korean browser gets Korean pages, another one English pages", () => {
  expect(languageFor(null, ["ko-KR", "en-US"])).toBe("ko");
  expect(languageFor(null, ["ko"])).toBe("ko");
  expect(languageFor(null, ["de-DE", "fr"])).toBe("en");
  expect(languageFor(null, [])).toBe("en");
});

test("the first of the browser's languages that we have counts", () => {
  expect(languageFor(null, ["ja-JP", "ko-KR", "en-US"])).toBe("ko");
  expect(languageFor(null, ["en-GB", "ko-KR"])).toBe("en");
});

test("what the reader chose wins over the browser", () => {
  expect(languageFor("en", ["ko-KR"])).toBe("en");
  expect(languageFor("ko", ["en-US"])).toBe("ko");
});

test.each(["xx", "", "toString"])("a choice that is no language of ours does not count: %s", (chosen) => {
  expect(languageFor(chosen, ["ko-KR"])).toBe("ko");
});

test("dates are written as in the reader's country, where it speaks the language of the pages", () => {
  expect(localeFor("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeFor("ko", ["en-GB"])).toBe("ko");
});
