import { useEffect, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { PaneMessage, type PaneProblem } from "./pane-message";
import css from "./pane-message.module.css";
import type { VolumePaneProps } from "./volume-pane";
import { hasWebGL2 } from "./webgl";

/** The room of the 3D pane: fetches its code when it is opened, and says so where it cannot be had. */
export function VolumePaneSlot(props: VolumePaneProps) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  const [Pane, setPane] = useState<ComponentType<VolumePaneProps> | null>(null);
  const [problem, setProblem] = useState<PaneProblem | null>(() => (hasWebGL2() ? null : "unsupported"));

  useEffect(() => {
    if (problem !== null) return undefined;
    let gone = false;
    import("./volume-pane").then(
      ({ VolumePane }) => gone || setPane(() => VolumePane),
      () => gone || setProblem("failed"),
    );
    return () => {
      gone = true;
    };
  }, [problem, attempt]);

  if (Pane !== null) return <Pane {...props} />;
  return (
    <section className={css.room} aria-label={t("volumePane.title")} data-testid="volume-pane" data-status={problem ?? "opening"}>
      <PaneMessage
        problem={problem}
        onRetry={() => {
          setProblem(null);
          setAttempt((before) => before + 1);
        }}
      />
    </section>
  );
}
