import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";
import { queryKeys } from "@/lib/query-keys";

import { secondFactorQuery } from "../api/get-second-factor";
import { useRemoveSecondFactor } from "../api/remove-second-factor";
import { useRenewRecoveryCodes } from "../api/renew-recovery-codes";
import { PasswordStep } from "./password-step";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactorSetup } from "./second-factor-setup";
import styles from "./second-factor.module.css";

type Doing = "nothing" | "setting-up" | "removing" | "renewing";

/** One's own second factor: set it up, get new recovery codes, take it off. */
export function SecondFactorCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const state = useQuery(secondFactorQuery);
  const remove = useRemoveSecondFactor();
  const renew = useRenewRecoveryCodes();
  const [doing, setDoing] = useState<Doing>("nothing");
  const stop = () => {
    setDoing("nothing");
    remove.reset();
    renew.reset();
    void client.invalidateQueries({ queryKey: queryKeys.secondFactor });
  };

  return (
    <Card title={t("secondFactor.title")}>
      <ErrorAlert error={state.error} onRetry={() => void state.refetch()} />
      {state.isPending && <Spinner />}
      {doing === "nothing" && state.data !== undefined && (
        <>
          <p>
            {state.data.enrolled
              ? t("secondFactor.on", { count: state.data.recovery_codes_left })
              : t("secondFactor.off")}
          </p>
          <div className={styles.actions}>
            <Button onClick={() => setDoing("setting-up")}>
              {state.data.enrolled ? t("secondFactor.change") : t("secondFactor.begin")}
            </Button>
            {state.data.enrolled && (
              <>
                <Button onClick={() => setDoing("renewing")}>{t("secondFactor.renew")}</Button>
                <Button onClick={() => setDoing("removing")}>{t("secondFactor.remove")}</Button>
              </>
            )}
          </div>
        </>
      )}
      {doing === "setting-up" && <SecondFactorSetup onDone={stop} onCancel={stop} />}
      {doing === "removing" && (
        <PasswordStep
          action={t("secondFactor.remove")}
          busy={remove.isPending}
          error={remove.error}
          onPassword={(password) => remove.mutate(password, { onSuccess: stop })}
          onCancel={stop}
        />
      )}
      {doing === "renewing" && renew.data === undefined && (
        <PasswordStep
          action={t("secondFactor.renew")}
          busy={renew.isPending}
          error={renew.error}
          onPassword={(password) => renew.mutate(password)}
          onCancel={stop}
        />
      )}
      {doing === "renewing" && renew.data !== undefined && (
        <RecoveryCodes codes={renew.data.recovery_codes} onDone={stop} />
      )}
    </Card>
  );
}
