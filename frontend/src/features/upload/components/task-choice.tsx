import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { SelectField } from "@/components/ui/field";
import type { Task } from "@/lib/api-types";
import { useTaskWords } from "@/lib/use-task-words";

interface TaskChoiceProps {
  tasks: readonly Task[];
  chosen: Task;
  onChoose: (id: string) => void;
}

/** What is to be segmented, where more than one thing can be. */
export function TaskChoice({ tasks, chosen, onChoose }: TaskChoiceProps) {
  const { t } = useTranslation();
  const wordsOf = useTaskWords();
  return (
    <Card>
      <SelectField
        label={t("upload.task")}
        hint={wordsOf(chosen).description}
        value={chosen.id}
        onChange={(event) => onChoose(event.target.value)}
      >
        {tasks.map((task) => (
          <option key={task.id} value={task.id}>
            {wordsOf(task).name}
          </option>
        ))}
      </SelectField>
    </Card>
  );
}
