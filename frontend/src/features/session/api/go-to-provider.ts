import { useMutation } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";

/** Ask the server where to go, and go there; the provider sends the browser back to the page of its return. */
export async function goToProvider(): Promise<void> {
  const { address } = await dataOf(api.GET("/api/session/provider/address"));
  globalThis.location.assign(address);
}

export function useGoToProvider() {
  return useMutation({ mutationFn: goToProvider });
}
