import { useChangePreferences } from "@/lib/api/change-preferences";
import { usePreferences } from "@/lib/api/get-session";
import type { Panel } from "@/lib/api-types";

/**
 * Give whether a panel is open, as the account left it in whichever browser.
 *
 * Args:
 *   name: which panel.
 *   first: what holds until somebody chooses.
 */
export function usePanel(name: Panel, first: boolean): [open: boolean, turn: (open: boolean) => void] {
  const { panels } = usePreferences();
  const change = useChangePreferences();
  return [panels[name] ?? first, (open) => change({ panels: { [name]: open } })];
}
