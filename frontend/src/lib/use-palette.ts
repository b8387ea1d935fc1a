import { usePreferences } from "@/lib/api/get-session";
import type { Palette } from "@/lib/palette";

/** Give the palette that the account chose last, in whichever browser. */
export function usePalette(): Palette {
  return usePreferences().palette ?? "standard";
}
