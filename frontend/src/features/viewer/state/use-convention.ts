import { useEffect } from "react";

import { useAccount } from "@/lib/api/get-session";
import { remember, remembered } from "@/lib/remembered";

const NEUROLOGICAL = "neurological";

/** Tell whether an account looks at slices in neurological convention; radiological unless it chose otherwise. */
export function remembersFlipped(accountId: number): boolean {
  return remembered(keyOf(accountId)) === NEUROLOGICAL;
}

/** Remember the convention of an account in this browser. */
export function useRememberedConvention(flipped: boolean): void {
  const { id } = useAccount();
  useEffect(() => remember(keyOf(id), flipped ? NEUROLOGICAL : "radiological"), [id, flipped]);
}

function keyOf(accountId: number): string {
  return `convention.${accountId}`;
}
