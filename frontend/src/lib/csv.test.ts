import { expect, test } from "vitest";

import { toCsv, type Cell } from "./csv";

const line = (...cells: Cell[]) => toCsv([cells]).slice(1);

test("a table begins with the mark of UTF-8 and ends each row as spreadsheets do", () => {
  expect(toCsv([["a", "b"], [1, 2.5]])).toBe("\uFEFFa,b\r\n1,2.5\r\n");
});

test("what would end a cell is quoted", () => {
  expect(line('5" cyst, left', "two\nlines", "plain")).toBe('"5"" cyst, left","two\nlines",plain\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula", (words) => {
  expect(line(words).replaceAll('"', "").startsWith("'")).toBe(true);
});

test("a formula that has to be quoted is none either", () => {
  expect(line('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});

test("numbers stay numbers, whatever their sign, and what is not known is empty", () => {
  expect(line(-3.25, 0, null, undefined, "")).toBe("-3.25,0,,,\r\n");
});
