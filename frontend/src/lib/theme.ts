import { useSyncExternalStore } from "react";

import { remember } from "@/lib/remembered";

export type Theme = "dark" | "light";

const REMEMBERED_AS = "theme";
const listeners = new Set<() => void>();

/** Give the theme of the pages: the reader's choice, which `public/theme.js` restores, or the reading room's dark one. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
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
