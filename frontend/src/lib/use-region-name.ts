import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Region } from "@/lib/api-types";

/** Give a region's name in the reader's language; one without words of its own is called as its task card does. */
export function useRegionName(): (region: Pick<Region, "id" | "name">) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ id, name }) => {
      const words: Record<string, string> = {
        WT: t("regionNames.WT"),
        TC: t("regionNames.TC"),
        ET: t("regionNames.ET"),
        RV: t("regionNames.RV"),
        MYO: t("regionNames.MYO"),
        LV: t("regionNames.LV"),
        CELL: t("regionNames.CELL"),
        INSIDE: t("regionNames.INSIDE"),
        LESION: t("regionNames.LESION"),
        STRUCTURE: t("regionNames.STRUCTURE"),
      };
      return words[id] ?? name;
    },
    [t],
  );
}
