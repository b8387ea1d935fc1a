import { QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/lib/http/problem";

const MAX_RETRIES = 2;

/** Try again only where trying again can help: not after the server has refused. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status < 500) return false;
  return failures < MAX_RETRIES;
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Whether the server can be reached is for its answers to say: the browser knows only of its own network.
      queries: { retry: shouldRetry, staleTime: 5_000, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
