/**
 * Whether anybody is at this page.
 *
 * Pages ask for some things again and again by themselves. A study that is left open on a screen is not to keep its
 * session alive in that way, so such requests say that nobody has done anything lately.
 */
const AWAY_AFTER_MS = 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

let lastSign = performance.now();

function noteSign(): void {
  lastSign = performance.now();
}

// A worker has no page and sees nobody: it asks only for what somebody has just opened.
if (globalThis.document !== undefined) {
  for (const sign of SIGNS_OF_LIFE) globalThis.addEventListener(sign, noteSign, { capture: true, passive: true });
}

export function attendanceHeaders(): Record<string, string> {
  const away = globalThis.document !== undefined && performance.now() - lastSign > AWAY_AFTER_MS;
  return away ? { "X-Unattended": "1" } : {};
}
