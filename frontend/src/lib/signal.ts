type Listener = () => void;

export interface Signal {
  /** Be told. Returns how to stop listening. */
  listen: (listener: Listener) => () => void;
  announce: () => void;
}

/** Make something that one part announces without knowing who listens. */
export function makeSignal(): Signal {
  const listeners = new Set<Listener>();
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: () => {
      for (const listener of listeners) listener();
    },
  };
}
