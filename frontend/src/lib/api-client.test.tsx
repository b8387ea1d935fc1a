import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { makeApiClient } from "./api-client";
import { setCsrfToken } from "./http/csrf";
import { ApiError, NetworkError } from "./http/problem";
import { onUnauthorized } from "./http/unauthorized";

const api = makeApiClient("http://neuroslice.test");
const answer = vi.fn<(request: Request) => Promise<Response>>();
const reply = (status: number, body: unknown = {}) =>
  Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }));

beforeEach(() => {
  answer.mockReset();
  vi.stubGlobal("fetch", answer);
  setCsrfToken("the-token");
});

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken(null);
});

const tokenSent = () => answer.mock.lastCall?.[0].headers.get("X-CSRF-Token");

test("changes carry the session's token", async () => {
  answer.mockReturnValue(reply(204));
  await api.DELETE("/api/studies/{study_id}", { params: { path: { study_id: 7 } } });
  expect(answer.mock.lastCall?.[0].url).toBe("http://neuroslice.test/api/studies/7");
  expect(tokenSent()).toBe("the-token");
});

test("reading carries none", async () => {
  answer.mockReturnValue(reply(200, { items: [] }));
  await api.GET("/api/tasks");
  expect(tokenSent()).toBeNull();
});

test("what a page asks for while nobody is there says so", async () => {
  answer.mockImplementation(() => reply(200, { items: [] }));
  const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 3_600_000);
  await api.GET("/api/tasks");
  expect(answer.mock.lastCall?.[0].headers.get("X-Unattended")).toBe("1");
  clock.mockRestore();
  await api.GET("/api/tasks");
  expect(answer.mock.lastCall?.[0].headers.has("X-Unattended")).toBe(false);
});

test("a refusal is thrown as an error with its fields", async () => {
  answer.mockReturnValue(reply(409, { title: "Conflict", detail: "Taken.", errors: [{ field: "mrn", message: "Taken." }] }));
  const refused = api.POST("/api/patients", { body: { mrn: "A", name: "B" } });
  await expect(refused).rejects.toBeInstanceOf(ApiError);
  await expect(refused).rejects.toMatchObject({ status: 409, message: "Taken." });
});

test("silence is thrown as a network error", async () => {
  answer.mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(api.GET("/api/tasks")).rejects.toBeInstanceOf(NetworkError);
});

test("a session that ended is announced", async () => {
  const listener = vi.fn();
  const stop = onUnauthorized(listener);
  answer.mockReturnValue(reply(401, { title: "Sign in" }));
  await expect(api.GET("/api/tasks")).rejects.toMatchObject({ status: 401 });
  expect(listener).toHaveBeenCalledOnce();
  stop();
});

test("a wrong password at the sign-in is no session that ended", async () => {
  const listener = vi.fn();
  const stop = onUnauthorized(listener);
  answer.mockReturnValue(reply(401, { title: "Wrong" }));
  await expect(api.POST("/api/session", { body: { name: "a", password: "b" } })).rejects.toMatchObject({ status: 401 });
  expect(listener).not.toHaveBeenCalled();
  stop();
});
