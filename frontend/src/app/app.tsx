import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { RouterProvider } from "react-router/dom";

import { Spinner } from "@/components/ui/spinner";
import { useConnection } from "@/lib/http/use-connection";
import { makeQueryClient } from "@/lib/query-client";

import { ConnectionBanner } from "./connection-banner";
import { makeRouter } from "./router";

export function App() {
  const [client] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  const { lost } = useConnection({
    onBack: () => {
      // What never came is asked for anew, and a page that broke over it is shown again; what is there stays meanwhile.
      void client.resetQueries({ predicate: ({ state }) => state.status === "error" && state.data === undefined });
      void client.invalidateQueries();
      void router.revalidate();
    },
  });
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<Spinner />}>
        <RouterProvider router={router} />
      </Suspense>
      <ConnectionBanner lost={lost} />
    </QueryClientProvider>
  );
}
