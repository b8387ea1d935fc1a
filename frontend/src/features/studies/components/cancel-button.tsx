import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import type { Job } from "@/lib/api-types";

import { useCancelJob } from "../api/cancel-job";

export function CancelButton({ job }: { job: Job }) {
  const { t } = useTranslation();
  const cancel = useCancelJob(job);
  return (
    <>
      <Button small disabled={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
        {cancel.isSuccess ? t("result.cancelling") : t("result.cancel")}
      </Button>
      <ErrorAlert error={cancel.error} />
    </>
  );
}
