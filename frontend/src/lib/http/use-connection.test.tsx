import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { announceSilence } from "./silence";
import { useConnection } from "./use-connection";

const answer = vi.fn<() => Promise<Response>>();
const onBack = vi.fn();
const there = () => Promise.resolve(new Response("{}"));
const away = () => Promise.reject(new TypeError("Failed to fetch"));

beforeEach(() => {
  answer.mockReset();
  onBack.mockReset();
  vi.stubGlobal("fetch", answer);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a server that is away is noticed, and by itself that it is back", async () => {
  answer.mockImplementation(away);
  const { result } = renderHook(() => useConnection({ onBack }));
  expect(result.current.lost).toBe(false);
  act(announceSilence);
  await waitFor(() => expect(result.current.lost).toBe(true));
  expect(onBack).not.toHaveBeenCalled();

  answer.mockImplementation(there);
  await waitFor(() => expect(result.current.lost).toBe(false));
  expect(onBack).toHaveBeenCalledOnce();
});

test("one request that got lost on its way alarms nobody", async () => {
  answer.mockImplementation(there);
  const { result } = renderHook(() => useConnection({ onBack }));
  act(announceSilence);
  await waitFor(() => expect(answer).toHaveBeenCalledOnce());
  await act(async () => {
    await Promise.resolve();
  });
  expect(result.current.lost).toBe(false);
  expect(onBack).not.toHaveBeenCalled();
});

test("what the browser says of its network is a reason to look", async () => {
  answer.mockImplementation(away);
  const { result } = renderHook(() => useConnection({ onBack }));
  act(() => {
    window.dispatchEvent(new Event("offline"));
  });
  await waitFor(() => expect(result.current.lost).toBe(true));

  answer.mockImplementation(there);
  act(() => {
    window.dispatchEvent(new Event("online"));
  });
  await waitFor(() => expect(result.current.lost).toBe(false));
});
