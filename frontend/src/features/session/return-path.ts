const KEY = "neuroslice.return-path";

/** Keep where to go after signing in elsewhere: the page alone, for what was searched for may be a name. */
export function keepReturnPath(path: string): void {
  try {
    globalThis.sessionStorage.setItem(KEY, path.replace(/[?#].*$/s, ""));
  } catch {
    // Then the start page it is.
  }
}

/** Give it back, once; only a page of this product is one. */
export function takeReturnPath(): string | null {
  try {
    const path = globalThis.sessionStorage.getItem(KEY);
    globalThis.sessionStorage.removeItem(KEY);
    return path !== null && /^\/(?![/\\])/.test(path) ? path : null;
  } catch {
    return null;
  }
}
