import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export async function removeSecondFactor(password: string): Promise<void> {
  await api.POST("/api/session/second-factor/removal", { body: { password } });
}

/** Take one's own second factor off; whoever must have one is led to setting it up again. */
export function useRemoveSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: removeSecondFactor,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.secondFactor });
      await client.invalidateQueries({ queryKey: queryKeys.session });
    },
  });
}
