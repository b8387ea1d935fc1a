import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { StudyAccepted, Task } from "@/lib/api-types";
import { makeIdempotencyKey } from "@/lib/http/idempotency-key";
import type { Sent } from "@/lib/http/send-form";
import { queryKeys } from "@/lib/query-keys";

import { createStudy } from "./api/create-study";
import { fileOf, type Assignment } from "./assignment";
import { progressShares } from "./progress-shares";
import { textFields, type UploadForm } from "./upload-form";

interface Attempt {
  task: Task;
  form: UploadForm;
  assignment: Assignment;
}

/** Send a study; gives how much of each channel's file has been sent (null while nothing is sent). */
export function useUpload(onAccepted: (accepted: StudyAccepted) => void) {
  const client = useQueryClient();
  const [shares, setShares] = useState<Readonly<Record<string, number>> | null>(null);
  const abort = useRef<AbortController | null>(null);
  const keys = useRef(new Map<string, string>());

  const upload = useMutation({
    mutationFn: ({ task, form, assignment }: Attempt) => {
      const files = task.channels.flatMap(({ id }) => {
        const local = fileOf(assignment, id);
        return local === undefined ? [] : [{ channel: id, local }];
      });
      const fields = textFields(form, task);
      const sizes = files.map(({ local }) => local.file.size);
      const onProgress = ({ loaded, total }: Sent) => {
        const parts = progressShares(loaded, total, sizes);
        setShares(Object.fromEntries(files.map(({ channel }, at) => [channel, parts[at] ?? 0])));
      };
      // The same content sent again, after a double click or a broken connection, is the same attempt.
      const content = JSON.stringify([fields, files.map(({ channel, local }) => [channel, local.id])]);
      const key = keys.current.get(content) ?? makeIdempotencyKey();
      keys.current.set(content, key);
      abort.current = new AbortController();
      setShares({});
      return createStudy({
        fields,
        files: files.map(({ channel, local }) => [channel, local.file] as const),
        idempotencyKey: key,
        signal: abort.current.signal,
        onProgress,
      });
    },
    onSuccess: (accepted) => {
      client.setQueryData(queryKeys.study(accepted.study.id), accepted.study);
      void client.invalidateQueries({ queryKey: queryKeys.patients });
      void client.invalidateQueries({ queryKey: queryKeys.studySearches });
      onAccepted(accepted);
    },
    onSettled: () => setShares(null),
  });

  useEffect(() => () => abort.current?.abort(), []);
  useWarnBeforeLeaving(upload.isPending);

  return {
    start: upload.mutate,
    stop: () => abort.current?.abort(),
    forget: upload.reset,
    busy: upload.isPending,
    error: isAbort(upload.error) ? null : upload.error,
    shares,
  };
}

function isAbort(error: Error | null): boolean {
  return error?.name === "AbortError";
}

function useWarnBeforeLeaving(busy: boolean): void {
  useEffect(() => {
    if (!busy) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [busy]);
}
