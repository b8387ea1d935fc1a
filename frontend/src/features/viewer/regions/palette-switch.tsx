import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import { useChangePreferences } from "@/lib/api/change-preferences";
import { usePalette } from "@/lib/use-palette";

/** In whose colours the regions are shown, here and everywhere else. */
export function PaletteSwitch() {
  const { t } = useTranslation();
  const change = useChangePreferences();
  return (
    <Switch
      label={t("viewer.colourBlindPalette")}
      on={usePalette() === "colour-blind"}
      onChange={(on) => change({ palette: on ? "colour-blind" : "standard" })}
    />
  );
}
