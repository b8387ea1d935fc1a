import { useSyncExternalStore } from "react";

import { remember, remembered } from "@/lib/remembered";

export type Theme = "dark" | "light";

const REMEMBERED_AS = "theme";
const listeners = new Set<() => void>();

/** Give the theme of the pages: the reader's choice, or the dark one for the reading room; the system has no say. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

/** Show what was chosen at an earlier visit; to be called before anything is painted. */
export function restoreTheme(): void {
  show(remembered(REMEMBERED_AS) === "light" ? "light" : "dark");
}

export function chooseTheme(theme: Theme): void {
  remember(REMEMBERED_AS, theme);
  show(theme);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
