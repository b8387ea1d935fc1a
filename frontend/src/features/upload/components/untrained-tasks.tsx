import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import type { Task } from "@/lib/api-types";
import { useTaskWords } from "@/lib/use-task-words";

import styles from "./untrained-tasks.module.css";

interface UntrainedTasksProps {
  tasks: readonly Task[];
}

/** Where a command may be broken into lines: before an option, never within one. */
const wordsOfCommand = (command: string) => command.split(/ (?=--)/);

/** The tasks that cannot be started, because no weights of theirs ship, and how to train each. */
export function UntrainedTasks({ tasks }: UntrainedTasksProps) {
  const { t } = useTranslation();
  const wordsOf = useTaskWords();
  return (
    <Card title={t("upload.untrained.title")}>
      <p className={styles.text}>{t("upload.untrained.text")}</p>
      <ul className={styles.tasks}>
        {tasks.map((task) => {
          const { name, description } = wordsOf(task);
          return (
            <li key={task.id} className={styles.task}>
              <h3>{name}</h3>
              <p className={styles.text}>{description}</p>
              <code className={styles.command} aria-label={t("upload.untrained.command", { task: name })}>
                {wordsOfCommand(task.train_command ?? "").map((words, place) => (
                  <Fragment key={words}>
                    {place > 0 && " "}
                    <span>{words}</span>
                  </Fragment>
                ))}
              </code>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
