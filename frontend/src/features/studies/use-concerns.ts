import type { Segmentation, Study, Task } from "@/lib/api-types";
import { useMissingWords } from "@/lib/use-missing-words";

/** Say what is to be known before a study and a mask of it, the newest unless told, are trusted. */
export function useConcerns(study: Study, task: Task, mask: Segmentation | null = study.segmentations.at(-1) ?? null): string[] {
  const missing = useMissingWords(task);
  // That a channel is missing is a fact of the study; the mask's own finding says the same once more.
  const findings = mask?.findings.filter(({ code }) => code !== "missing-channel") ?? [];
  return [...study.warnings.map(({ channel }) => missing(channel)), ...findings.map(({ message }) => message)];
}
