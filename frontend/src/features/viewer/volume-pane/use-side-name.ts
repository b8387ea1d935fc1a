import { useTranslation } from "react-i18next";

import type { Side } from "./direction";

/** Give the names of the sides to look from. */
export function useSideName(): (side: Side) => string {
  const { t } = useTranslation();
  const names: Record<Side, string> = {
    A: t("volumePane.fromFront"),
    P: t("volumePane.fromBack"),
    R: t("volumePane.fromRight"),
    L: t("volumePane.fromLeft"),
    S: t("volumePane.fromAbove"),
    I: t("volumePane.fromBelow"),
  };
  return (side) => names[side];
}
