import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter } from "react-router";

import type { Group, PreferencesChange, Role, Task } from "@/lib/api-types";
import { changed } from "@/lib/preferences";
import { queryKeys } from "@/lib/query-keys";

import { sessionOf, TASK } from "./samples";

interface Known {
  groups?: readonly Group[];
  tasks?: readonly Task[];
  /** What the account has chosen before. */
  preferences?: PreferencesChange;
}

/** Show a part of a page to somebody who is signed in. */
export function renderFor(role: Role, part: ReactNode, { groups = [], tasks = [TASK], preferences = {} }: Known = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const session = sessionOf(role);
  client.setQueryData(queryKeys.session, { ...session, preferences: changed(session.preferences, preferences) });
  client.setQueryData(queryKeys.tasks, tasks);
  client.setQueryData(queryKeys.groups, groups);
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Suspense>{part}</Suspense>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}
