import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api-client";

export async function changeOwnPassword(body: { current_password: string; new_password: string }): Promise<void> {
  await api.PUT("/api/session/password", { body });
}

export function useChangeOwnPassword() {
  return useMutation({ mutationFn: changeOwnPassword });
}
