import { useMutation } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";

export function confirmSecondFactor(code: string) {
  return dataOf(api.PUT("/api/session/second-factor", { body: { code } }));
}

/** Show the app's first code; the reply holds the recovery codes, which are shown this once. */
export function useConfirmSecondFactor() {
  return useMutation({ mutationFn: confirmSecondFactor, gcTime: 0 });
}
