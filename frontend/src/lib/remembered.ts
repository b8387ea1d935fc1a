const PREFIX = "neuroslice.";

/** Read what was chosen in this browser; a browser that keeps nothing has chosen nothing. */
export function remembered(name: string): string | null {
  try {
    return globalThis.localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Let go of a choice. */
export function forget(name: string): void {
  try {
    globalThis.localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept.
  }
}

/** Keep a choice for the next visit, where the browser lets us. */
export function remember(name: string, value: string): void {
  try {
    globalThis.localStorage.setItem(PREFIX + name, value);
  } catch {
    // It holds for this visit only.
  }
}
