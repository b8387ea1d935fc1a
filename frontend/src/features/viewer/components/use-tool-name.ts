import { useTranslation } from "react-i18next";

import { useKindName } from "../measurements/use-kind-name";
import type { Tool } from "../state/tools";

/** Give the names of the tools. */
export function useToolName(): (tool: Tool) => string {
  const { t } = useTranslation();
  const kindName = useKindName();
  return (tool) => {
    switch (tool) {
      case "crosshair":
        return t("viewing.tools.crosshair");
      case "window":
        return t("viewing.tools.window");
      case "pan":
        return t("viewing.tools.pan");
      case "zoom":
        return t("viewing.tools.zoom");
      default:
        return kindName(tool);
    }
  };
}
