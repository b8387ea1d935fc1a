import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import { choosePalette, usePalette } from "@/lib/palette";

/** In whose colours the regions are shown, here and everywhere else. */
export function PaletteSwitch() {
  const { t } = useTranslation();
  return (
    <Switch
      label={t("viewer.colourBlindPalette")}
      on={usePalette() === "colour-blind"}
      onChange={(on) => choosePalette(on ? "colour-blind" : "standard")}
    />
  );
}
