import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";

import { providerQuery } from "../api/get-provider";
import { useGoToProvider } from "../api/go-to-provider";
import { keepReturnPath } from "../return-path";

/** Offer to sign in by the hospital's own provider, where the server knows one. */
export function ProviderButton() {
  const { t } = useTranslation();
  const location = useLocation();
  const provider = useQuery(providerQuery);
  const go = useGoToProvider();
  if (!provider.data?.name) return null;

  const leave = () => {
    const from = (location.state as { from?: unknown } | null)?.from;
    keepReturnPath(typeof from === "string" ? from : "/");
    go.mutate();
  };
  return (
    <>
      <Button disabled={go.isPending || go.isSuccess} onClick={leave}>
        {t("signIn.byProvider", { name: provider.data.name })}
      </Button>
      <ErrorAlert error={go.error} />
    </>
  );
}
