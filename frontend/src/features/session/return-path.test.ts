// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";

import { keepReturnPath, takeReturnPath } from "./return-path";

beforeEach(() => sessionStorage.clear());

test("a page is given back once, without what was searched for", () => {
  keepReturnPath("/patients?q=Kim#there");
  expect(JSON.stringify({ ...sessionStorage })).not.toContain("Kim");
  expect([takeReturnPath(), takeReturnPath()]).toEqual(["/patients", null]);
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])(
  "nothing leads elsewhere: %s",
  (path) => {
    keepReturnPath(path);
    expect(takeReturnPath()).toBeNull();
  },
);
