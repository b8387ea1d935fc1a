import { useEffect, useState } from "react";

import { useAccount, usePreferences } from "@/lib/api/get-session";
import { forget, remember, remembered } from "@/lib/remembered";

import { useChangePreferences, type Convention } from "../api/change-preferences";

/**
 * Give the convention that the account looks at slices in, as it is known when the viewer opens; radiological at first.
 *
 * It comes with the session, so that no view is painted the other way round before. What this browser keeps is a choice
 * that the server has not confirmed yet, and newer.
 */
export function useFirstFlipped(): boolean {
  const { id } = useAccount();
  const { convention } = usePreferences();
  const [first] = useState(() => unconfirmed(id) ?? convention);
  return first === "neurological";
}

/** Keep the convention with the account; until the server has it, in this browser. */
export function useKeptConvention(flipped: boolean): void {
  const { id } = useAccount();
  const { convention } = usePreferences();
  const change = useChangePreferences({
    onKept: (kept) => {
      if (unconfirmed(id) === kept) forget(keyOf(id));
    },
  });
  const chosen = flipped ? "neurological" : "radiological";
  useEffect(() => {
    if (chosen === (unconfirmed(id) ?? convention ?? "radiological")) return;
    remember(keyOf(id), chosen);
    change(chosen);
  }, [id, chosen, convention, change]);
  // What was chosen at an earlier visit, while the server could not be reached.
  useEffect(() => {
    const left = unconfirmed(id);
    if (left !== null) change(left);
  }, [id, change]);
}

function unconfirmed(accountId: number): Convention | null {
  const kept = remembered(keyOf(accountId));
  return kept === "neurological" || kept === "radiological" ? kept : null;
}

function keyOf(accountId: number): string {
  return `convention.${accountId}`;
}
