import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api-client";

import { leave } from "./sign-out";

export async function signOutEverywhere(): Promise<void> {
  await api.DELETE("/api/session/everywhere");
}

export function useSignOutEverywhere() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signOutEverywhere, onSuccess: () => leave(client) });
}
