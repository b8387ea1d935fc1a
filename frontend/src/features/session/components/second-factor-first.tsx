import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { queryKeys } from "@/lib/query-keys";

import { useSignOut } from "../api/sign-out";
import { EntranceFrame } from "./entrance";
import { SecondFactorSetup } from "./second-factor-setup";

/** All that an account sees that must have a second factor and has none. */
export function SecondFactorFirst() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const signOut = useSignOut();
  return (
    <EntranceFrame title={t("secondFactor.title")}>
      <h1>{t("secondFactor.title")}</h1>
      <p>{t("secondFactor.first")}</p>
      <SecondFactorSetup onDone={() => void client.invalidateQueries({ queryKey: queryKeys.session })} />
      <Button variant="quiet" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("accountMenu.signOut")}
      </Button>
    </EntranceFrame>
  );
}
