import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Channel } from "@/lib/api-types";

/** Give a channel's name in the reader's language; one without words of its own is called as its task card does. */
export function useChannelName(): (channel: Pick<Channel, "id" | "name">) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ id, name }) => {
      const words: Record<string, string> = {
        cine: t("channelNames.cine"),
        dic: t("channelNames.dic"),
        em: t("channelNames.em"),
        image: t("channelNames.image"),
      };
      return words[id] ?? name;
    },
    [t],
  );
}
