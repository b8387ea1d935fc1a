import type { Study, Task } from "@/lib/api-types";
import { useMissingWords } from "@/lib/use-missing-words";

/** Say what is to be known before a study and its newest mask are trusted. */
export function useConcerns(study: Study, task: Task): string[] {
  const missing = useMissingWords(task);
  // That a channel is missing is a fact of the study; the mask's own finding says the same once more.
  const findings = study.segmentations.at(-1)?.findings.filter(({ code }) => code !== "missing-channel") ?? [];
  return [...study.warnings.map(({ channel }) => missing(channel)), ...findings.map(({ message }) => message)];
}
