import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorText } from "@/components/ui/error-alert";
import { ApiError } from "@/lib/http/problem";

import { useHistoryState, useMeasuringContext } from "../measuring-context";
import css from "./measurement-list.module.css";

/** Say why something could not be kept, changed, deleted or undone, and what became of it. */
export function MeasurementFailure() {
  const { t } = useTranslation();
  const { history } = useMeasuringContext();
  const { failure } = useHistoryState(history);
  if (failure === null) return null;
  const { error, again } = failure;
  const status = error instanceof ApiError ? error.status : null;
  const actions = (
    <span className={css.tools}>
      {again !== null && (
        <Button small onClick={again}>
          {t("common.tryAgain")}
        </Button>
      )}
      <Button small variant="quiet" onClick={history.dismiss}>
        {t("measurements.dismiss")}
      </Button>
    </span>
  );
  return (
    <div className={css.failure}>
      <Alert tone="bad" action={actions}>
        {status === 409 && t("measurements.conflict")}
        {status === 404 && t("measurements.gone")}
        {status !== 409 && status !== 404 && (
          <>
            {t("measurements.notKept")} <ErrorText error={error} />
          </>
        )}
      </Alert>
    </div>
  );
}
