import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter } from "react-router";

import type { Group, Role } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

import { sessionOf, TASK } from "./samples";

/** Show a part of a page to somebody who is signed in. */
export function renderFor(role: Role, part: ReactNode, { groups = [] }: { groups?: readonly Group[] } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(queryKeys.session, sessionOf(role));
  client.setQueryData(queryKeys.tasks, [TASK]);
  client.setQueryData(queryKeys.groups, groups);
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Suspense>{part}</Suspense>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}
