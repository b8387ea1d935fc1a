import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api-client";
import type { Role } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

interface AccountChange {
  id: number;
  role?: Role;
  disabled?: boolean;
  password?: string;
}

export function changeAccount({ id, ...body }: AccountChange) {
  return dataOf(api.PATCH("/api/accounts/{account_id}", { params: { path: { account_id: id } }, body }));
}

export function useChangeAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeAccount,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  });
}
