import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Task } from "@/lib/api-types";

interface TaskWords {
  name: string;
  description: string;
}

/** Give a task's name and description in the reader's language; one without words of its own has those of its card. */
export function useTaskWords(): (task: Pick<Task, "id" | "name" | "description">) => TaskWords {
  const { t } = useTranslation();
  return useCallback(
    ({ id, name, description }) => {
      const words: Record<string, TaskWords> = {
        "brain-tumour": { name: t("taskWords.brainTumour.name"), description: t("taskWords.brainTumour.description") },
        cardiac: { name: t("taskWords.cardiac.name"), description: t("taskWords.cardiac.description") },
        cells: { name: t("taskWords.cells.name"), description: t("taskWords.cells.description") },
        "em-membranes": { name: t("taskWords.emMembranes.name"), description: t("taskWords.emMembranes.description") },
        stroke: { name: t("taskWords.stroke.name"), description: t("taskWords.stroke.description") },
        "volume-sparse": { name: t("taskWords.volumeSparse.name"), description: t("taskWords.volumeSparse.description") },
      };
      return words[id] ?? { name, description };
    },
    [t],
  );
}
