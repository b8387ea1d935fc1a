import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { RouterProvider } from "react-router/dom";

import { Spinner } from "@/components/ui/spinner";
import { i18next } from "@/i18n";
import { announceAnswer } from "@/lib/http/silence";
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
      announceAnswer();
    },
  });
  useEffect(() => {
    // Some of what is shown was said by the server, in the language of before.
    const ask = () => void client.invalidateQueries();
    i18next.on("languageChanged", ask);
    return () => i18next.off("languageChanged", ask);
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<Spinner />}>
        <RouterProvider router={router} />
      </Suspense>
      <ConnectionBanner lost={lost} />
    </QueryClientProvider>
  );
}
