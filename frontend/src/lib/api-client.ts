import createClient, { type Middleware } from "openapi-fetch";

import type { paths } from "@/generated/api";
import { attendanceHeaders } from "@/lib/http/attendance";
import { csrfHeaders } from "@/lib/http/csrf";
import { NetworkError, problemToError } from "@/lib/http/problem";
import { announceSilence, isSilence } from "@/lib/http/silence";
import { announceUnauthorized } from "@/lib/http/unauthorized";

const SAFE_METHODS = new Set(["GET", "HEAD"]);
// Asking who is signed in, or signing in with a wrong password, is no session that ended.
const SESSION_PATH = "/api/session";

const conventions: Middleware = {
  onRequest({ request }) {
    // In the language of the pages, which need not be the browser's; a worker has no page and asks for no words.
    const language = globalThis.document?.documentElement.lang;
    if (language) request.headers.set("Accept-Language", language);
    const proof = SAFE_METHODS.has(request.method) ? {} : csrfHeaders();
    for (const [name, value] of Object.entries({ ...attendanceHeaders(), ...proof })) request.headers.set(name, value);
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return undefined;
    if (isSilence(response.status)) announceSilence();
    if (response.status === 401 && new URL(request.url).pathname !== SESSION_PATH) announceUnauthorized();
    throw problemToError(response.status, response.statusText, await response.text());
  },
  onError({ error, request }) {
    if (request.signal.aborted || !(error instanceof TypeError)) return undefined;
    announceSilence();
    return new NetworkError(error.message, { cause: error });
  },
};

/** Make the HTTP client; a refused request throws `ApiError`, an unanswered one `NetworkError`. */
export function makeApiClient(baseUrl: string) {
  const client = createClient<paths>({
    baseUrl,
    credentials: "same-origin",
    fetch: (request) => globalThis.fetch(request),
  });
  client.use(conventions);
  return client;
}

export const api = makeApiClient(globalThis.location.origin);

/**
 * Return the body of a reply.
 *
 * Refusals were thrown before, so the body of a JSON reply is always there.
 */
export async function dataOf<T>(reply: Promise<{ data?: T }>): Promise<T> {
  return (await reply).data as T;
}
