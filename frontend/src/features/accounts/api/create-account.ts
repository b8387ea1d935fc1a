import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Role } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export function createAccount(body: { name: string; password: string; role: Role }) {
  return dataOf(api.POST("/api/accounts", { body }));
}

export function useCreateAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createAccount,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  });
}
