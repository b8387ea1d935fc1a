import { WarningIcon } from "@/components/ui/warning-icon";
import { useTask } from "@/lib/api/get-tasks";
import type { Study, Task } from "@/lib/api-types";

import { useConcerns } from "../use-concerns";
import styles from "./concerns-mark.module.css";

/** A sign beside a listed study that says what is to be known about it; nothing to know shows nothing. */
export function ConcernsMark({ study }: { study: Study }) {
  const task = useTask(study.task);
  return task === undefined ? null : <Mark study={study} task={task} />;
}

function Mark({ study, task }: { study: Study; task: Task }) {
  const concerns = useConcerns(study, task);
  if (concerns.length === 0) return null;
  return (
    <span role="img" className={styles.mark} title={concerns.join("\n")} aria-label={concerns.join(" ")}>
      <WarningIcon />
    </span>
  );
}
