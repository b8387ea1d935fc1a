import { expect, test } from "vitest";

import { exportAddress, readFilter, toQuery, writeFilter } from "./filter";

const NOTHING = readFilter(new URLSearchParams());

test("a filter goes into the address and comes back", () => {
  const filter = { ...NOTHING, q: "vera & 192.0.2.7", study: "7", until: "2026-01-31" };
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
});

test("what does not matter is not in the address", () => {
  expect(writeFilter(NOTHING)).toEqual({});
  expect(toQuery(NOTHING)).toEqual({});
  expect(exportAddress(NOTHING)).toBe("/api/audit/events.csv");
});

test("days are those of the reader, and the last one is included", () => {
  const query = toQuery({ ...NOTHING, from: "2026-01-31", until: "2026-01-31" });
  expect(query.since).toBe(new Date(2026, 0, 31).toISOString());
  expect(query.until).toBe(new Date(2026, 1, 1).toISOString());
});

test.each(["0", "-1", "1.5", "x", "99999999999"])("a number that no record can have is not asked for: %s", (number) => {
  expect(toQuery({ ...NOTHING, study: number, patient: number })).toEqual({});
});

test("the export is of what is looked for", () => {
  const address = exportAddress({ ...NOTHING, q: "a&b=c", outcome: "refused", patient: "3" });
  expect(address).toBe("/api/audit/events.csv?q=a%26b%3Dc&outcome=refused&patient_id=3");
});
