import { useSyncExternalStore } from "react";

interface FullScreen {
  /** Whether the browser can, and lets the page. */
  available: boolean;
  on: boolean;
  turn: () => void;
}

/** Give the page the whole screen, or take it back; the patient's name stays on it. */
export function useFullScreen(): FullScreen {
  const on = useSyncExternalStore(subscribe, isOn);
  return { available: document.fullscreenEnabled, on, turn };
}

function isOn(): boolean {
  return Boolean(document.fullscreenElement);
}

function turn(): void {
  // A browser may refuse: then everything stays as it is.
  const done = isOn() ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}
