import type { Panel, Preferences, PreferencesChange } from "@/lib/api-types";
import { forget, remember, remembered } from "@/lib/remembered";

/** Give what holds once something is chosen. */
export function changed(preferences: Preferences, change: PreferencesChange): Preferences {
  return { ...preferences, ...change, panels: { ...preferences.panels, ...change.panels } };
}

/** Read what an account chose in this browser and the server has not confirmed yet. */
export function unconfirmed(accountId: number): PreferencesChange {
  try {
    return asChange(JSON.parse(remembered(keyOf(accountId)) ?? "{}"));
  } catch {
    // Written by something else.
    return {};
  }
}

/** Keep a choice until the server has it. */
export function keepUnconfirmed(accountId: number, change: PreferencesChange): void {
  const before = unconfirmed(accountId);
  write(accountId, { ...before, ...change, panels: { ...before.panels, ...change.panels } });
}

/** Let go of what the server has by now; what was chosen anew since stays. */
export function confirm(accountId: number, kept: PreferencesChange): void {
  const { convention, palette, panels } = unconfirmed(accountId);
  write(accountId, {
    ...(convention !== kept.convention && { convention }),
    ...(palette !== kept.palette && { palette }),
    panels: Object.fromEntries(Object.entries(panels ?? {}).filter(([name, open]) => kept.panels?.[name as Panel] !== open)),
  });
}

/** Tell whether a change changes anything. */
export function isNothing(change: PreferencesChange): boolean {
  return change.convention == null && change.palette == null && Object.keys(change.panels ?? {}).length === 0;
}

function write(accountId: number, change: PreferencesChange) {
  if (isNothing(change)) forget(keyOf(accountId));
  else remember(keyOf(accountId), JSON.stringify(change));
}

/** Take from what was read what can be chosen: a choice of another release must not be refused at every visit. */
function asChange(read: unknown): PreferencesChange {
  const { convention, palette, panels } = Object(read) as Record<string, unknown>;
  return {
    ...((convention === "radiological" || convention === "neurological") && { convention }),
    ...((palette === "standard" || palette === "colour-blind") && { palette }),
    panels: Object.fromEntries(Object.entries(Object(panels) as object).filter(([name, open]) => isPanel(name) && typeof open === "boolean")),
  };
}

const PANELS: Record<Panel, true> = {
  beside: true,
  beside_one: true,
  result: true,
  regions: true,
  window: true,
  measurements: true,
  downloads: true,
};

function isPanel(name: string): name is Panel {
  return Object.hasOwn(PANELS, name);
}

function keyOf(accountId: number): string {
  return `preferences.${accountId}`;
}
