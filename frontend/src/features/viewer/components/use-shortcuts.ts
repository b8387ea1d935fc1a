import { useEffect, useLayoutEffect, useRef } from "react";

interface KeyUse {
  /** Returns whether the key was of use. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Listen to the keys of the viewer wherever the focus is, except where somebody writes or chooses. */
export function useShortcuts(use: KeyUse): void {
  const latest = useRef(use);
  useLayoutEffect(() => {
    latest.current = use;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBusy(event.target, event.key)) return;
      if (latest.current.onKey(event)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

const WRITING = 'textarea, select, [contenteditable="true"], dialog, [role="menu"], input:not([type="range"], [type="radio"], [type="checkbox"])';
const MOVING = 'input, [role="radiogroup"], [role="slider"]';

/** Tell whether a key means something else where the focus is. */
function isBusy(target: EventTarget | null, key: string): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(WRITING) !== null) return true;
  return /^(Arrow|Page|Home|End)/.test(key) && target.closest(MOVING) !== null;
}
