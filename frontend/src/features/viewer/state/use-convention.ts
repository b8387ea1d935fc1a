import { useEffect, useState } from "react";

import { useChangePreferences } from "@/lib/api/change-preferences";
import { usePreferences } from "@/lib/api/get-session";

/** Tell whether the account looks at slices in neurological convention, as it is known when the viewer opens. */
export function useFirstFlipped(): boolean {
  const { convention } = usePreferences();
  const [first] = useState(convention);
  return first === "neurological";
}

/** Keep the convention with the account. */
export function useKeptConvention(flipped: boolean): void {
  const { convention } = usePreferences();
  const change = useChangePreferences();
  const chosen = flipped ? "neurological" : "radiological";
  useEffect(() => {
    if (chosen !== (convention ?? "radiological")) change({ convention: chosen });
  }, [chosen, convention, change]);
}
