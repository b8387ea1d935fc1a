import { useSyncExternalStore } from "react";

/** What was deleted last on this page, and can come back. */
export interface Deletion {
  kind: "study" | "patient";
  id: number;
}

const listeners = new Set<() => void>();
let last: Deletion | null = null;

/** Remember what was deleted, or with null that there is nothing to undo. */
export function noteDeletion(deletion: Deletion | null): void {
  last = deletion;
  for (const listener of listeners) listener();
}

export function useLastDeletion(): Deletion | null {
  return useSyncExternalStore(subscribe, () => last);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
