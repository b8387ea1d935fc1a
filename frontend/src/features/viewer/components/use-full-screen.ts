import { useEffect, useSyncExternalStore } from "react";

interface FullScreen {
  /** Whether the browser can, and lets the page. */
  available: boolean;
  on: boolean;
  turn: () => void;
}

/**
 * Give the page the whole screen, or take it back: with `:root:fullscreen` each part says what it leaves out there.
 *
 * Whose images these are stays on it. Who goes on to another page takes it back too, since the way about is left out.
 */
export function useFullScreen(): FullScreen {
  const on = useSyncExternalStore(subscribe, isOn);
  useEffect(() => leave, []);
  return { available: document.fullscreenEnabled, on, turn };
}

function isOn(): boolean {
  return Boolean(document.fullscreenElement);
}

// A browser may refuse: then everything stays as it is.
function turn(): void {
  if (isOn()) leave();
  else document.documentElement.requestFullscreen().catch(() => undefined);
}

function leave(): void {
  if (isOn()) document.exitFullscreen().catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}
