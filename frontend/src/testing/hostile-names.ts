import { expect, onTestFinished, vi } from "vitest";

/** Names that mean to do harm, or only look as if. */
export const HOSTILE_NAMES = [
  "<script>globalThis.harmed = true</script>",
  '<img src="x" onerror="globalThis.harmed = true">',
  '"><svg onload="globalThis.harmed = true">',
  "javascript:globalThis.harmed=true",
  "{{name}} $t(study.edit) {0}",
  "محمد\u200f بن علي",
  "👩🏽‍⚕️ Ada",
  "김민지",
  "x".repeat(500),
];

/** Watch for anything that a name does; give what sees that it is shown letter by letter, so often, and nothing made of it. */
export function watchForHarm() {
  const harmed = vi.fn();
  vi.stubGlobal("harmed", undefined);
  window.addEventListener("error", harmed);
  onTestFinished(() => window.removeEventListener("error", harmed));
  return (shown: Element, name: string, times: number) => {
    expect(shown.textContent.split(name)).toHaveLength(times + 1);
    expect(shown.querySelectorAll("script, img, svg, [onerror], [onload], [href^=javascript]")).toHaveLength(0);
    expect(harmed).not.toHaveBeenCalled();
    expect((globalThis as { harmed?: boolean }).harmed).toBeUndefined();
  };
}
