import { useIsPicture } from "../picture-context";
import type { LengthUnit } from "./format-values";

/** Give what lengths are in: nobody says how large the pixels of a picture are. */
export function useLengthUnit(): LengthUnit {
  return useIsPicture() ? "px" : "mm";
}
