import { useMutation } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";

export function renewRecoveryCodes(password: string) {
  return dataOf(api.POST("/api/session/second-factor/recovery-codes", { body: { password } }));
}

export function useRenewRecoveryCodes() {
  return useMutation({ mutationFn: renewRecoveryCodes, gcTime: 0 });
}
