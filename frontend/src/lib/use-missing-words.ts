import { useTranslation } from "react-i18next";

import type { Task } from "@/lib/api-types";
import { formatList } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

/** Give the words for a channel that a study lacks, and for what that does to its regions. */
export function useMissingWords(task: Task): (channel: string) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  return (id) => {
    const channel = task.channels.find((candidate) => candidate.id === id)?.name ?? id;
    const regions = task.regions.filter(({ needs }) => needs.includes(id));
    if (regions.length === 0) return t("missing.channel", { channel });
    const names = regions.map((region) => `${region.name.toLocaleLowerCase(locale)} (${region.id})`);
    return t("missing.regions", { channel, regions: formatList(names, locale) });
  };
}
