import { useTasks } from "@/lib/api/get-tasks";
import { useTaskWords } from "@/lib/use-task-words";

import styles from "./tag.module.css";

/** Say what a study is of; nothing where the server offers one task alone. */
export function TaskTag({ taskId }: { taskId: string }) {
  const tasks = useTasks().data ?? [];
  const wordsOf = useTaskWords();
  const task = tasks.find(({ id }) => id === taskId);
  const others = tasks.some(({ id, served }) => served && id !== taskId);
  if (task === undefined || !others) return null;
  return <span className={styles.tag}>{wordsOf(task).name}</span>;
}
