import { useState } from "react";

import { useAccount } from "@/lib/api/get-session";
import { remember, remembered } from "@/lib/remembered";

/**
 * Keep whether something is on, for this account in this browser.
 *
 * Args:
 *   name: what it is remembered by; the same one for as long as the component is there.
 *   first: what holds until somebody chooses.
 */
export function useRememberedSwitch(name: string, first: boolean): [on: boolean, turn: (on: boolean) => void] {
  const { id } = useAccount();
  const key = `${name}.${id}`;
  const [chosen, setChosen] = useState(() => remembered(key));
  const turn = (on: boolean) => {
    const choice = on ? "on" : "off";
    remember(key, choice);
    setChosen(choice);
  };
  return [chosen === null ? first : chosen === "on", turn];
}
