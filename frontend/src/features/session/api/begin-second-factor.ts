import { useMutation } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";

export function beginSecondFactor(password: string) {
  return dataOf(api.POST("/api/session/second-factor", { body: { password } }));
}

/** Get what an authenticator app is told; it is not kept anywhere but in the component. */
export function useBeginSecondFactor() {
  return useMutation({ mutationFn: beginSecondFactor, gcTime: 0 });
}
