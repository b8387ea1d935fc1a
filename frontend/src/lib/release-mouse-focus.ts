/**
 * Take the focus from what a mouse has left it on, so that keys are not for that any more.
 *
 * Whoever works with keys keeps it: browsers show the focus then (`:focus-visible`), and always in fields for text.
 */
export function releaseMouseFocus(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused !== document.body && !focused.matches(":focus-visible")) focused.blur();
}
