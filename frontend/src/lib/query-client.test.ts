import { expect, test } from "vitest";

import { ApiError, NetworkError } from "@/lib/http/problem";

import { shouldRetry } from "./query-client";

test("what the server refused is not asked again", () => {
  expect(shouldRetry(0, new ApiError(404, "Not found"))).toBe(false);
});

test("what may be better in a moment is asked again, but not for ever", () => {
  expect(shouldRetry(0, new NetworkError("gone"))).toBe(true);
  expect(shouldRetry(0, new ApiError(503, "Busy"))).toBe(true);
  expect(shouldRetry(2, new NetworkError("gone"))).toBe(false);
});
