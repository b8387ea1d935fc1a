import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { attendanceHeaders } from "./attendance";

const AWAY = { "X-Unattended": "1" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  globalThis.dispatchEvent(new Event("keydown"));
});

afterEach(() => {
  vi.useRealTimers();
});

test("a page at which nobody has done anything for a while says so", () => {
  expect(attendanceHeaders()).toEqual({});
  vi.advanceTimersByTime(59_000);
  expect(attendanceHeaders()).toEqual({});
  vi.advanceTimersByTime(2_000);
  expect(attendanceHeaders()).toEqual(AWAY);
});

test.each(["pointerdown", "pointermove", "keydown", "wheel", "touchstart"])("%s anywhere on the page ends that", (sign) => {
  vi.advanceTimersByTime(120_000);
  const button = document.body.appendChild(document.createElement("button"));
  button.addEventListener(sign, (event) => event.stopPropagation());
  button.dispatchEvent(new Event(sign, { bubbles: true }));
  expect(attendanceHeaders()).toEqual({});
  button.remove();
});
