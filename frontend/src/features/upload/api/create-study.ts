import type { StudyAccepted } from "@/lib/api-types";
import { sendForm, type Sent } from "@/lib/http/send-form";

interface NewStudy {
  fields: readonly (readonly [string, string])[];
  /** Channel and file, in the order in which they are sent. */
  files: readonly (readonly [string, File])[];
  idempotencyKey: string;
  signal: AbortSignal;
  onProgress: (sent: Sent) => void;
}

export function createStudy({ fields, files, idempotencyKey, signal, onProgress }: NewStudy): Promise<StudyAccepted> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [channel, file] of files) form.append(channel, file, file.name);
  return sendForm<StudyAccepted>("/api/studies", form, {
    headers: { "Idempotency-Key": idempotencyKey },
    signal,
    onProgress,
  });
}
