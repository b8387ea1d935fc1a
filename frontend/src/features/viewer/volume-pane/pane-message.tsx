import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

import css from "./pane-message.module.css";

export type PaneProblem = "unsupported" | "lost" | "failed";

interface PaneMessageProps {
  /** Why there is no picture; null while it is still to come. */
  problem: PaneProblem | null;
  onRetry: () => void;
}

/** What stands in the 3D pane while there is no picture. */
export function PaneMessage({ problem, onRetry }: PaneMessageProps) {
  const { t } = useTranslation();
  const words: Record<PaneProblem, string> = {
    unsupported: t("volumePane.unsupported"),
    lost: t("volumePane.lost"),
    failed: t("volumePane.failed"),
  };
  return (
    <div className={css.message} role={problem === null ? undefined : "alert"}>
      {problem === null ? <Spinner /> : <p>{words[problem]}</p>}
      {problem !== null && problem !== "unsupported" && (
        <Button small onClick={onRetry}>
          {t("common.tryAgain")}
        </Button>
      )}
    </div>
  );
}
