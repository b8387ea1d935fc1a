type Listener = () => void;

const listeners = new Set<Listener>();

/** Be told when the server no longer knows this browser. Returns how to stop listening. */
export function onUnauthorized(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announceUnauthorized(): void {
  for (const listener of listeners) listener();
}
