import { api, dataOf } from "@/lib/api-client";

/** Bring the server what the provider gave to the browser: it is good for one time. */
export function finishProviderSignIn(body: { code: string; state: string }) {
  return dataOf(api.POST("/api/session/provider/return", { body }));
}
