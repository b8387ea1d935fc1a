import { useTranslation } from "react-i18next";

import { PRODUCT_NAME } from "@/config/product";
import type { Region, Segmentation, Study } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import type { Window } from "../painting/window-table";
import { toLevelWidth } from "../state/window-level";
import type { CaptionItem } from "./draw-caption";
import type { PaintedView } from "./painted-views";

export interface Captioned {
  study: Study;
  segmentation: Segmentation | null;
  /** The regions that are drawn, in their colours. */
  regions: readonly Region[];
  channelName: (channel: string) => string;
  windowOf: (channel: string) => Window;
}

/** Give the words below saved views; whose they are only where that is wished for. */
export function useCaption({ study, segmentation, regions, channelName, windowOf }: Captioned) {
  const { t } = useTranslation();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });

  const identity = (): CaptionItem[] => {
    const { name, mrn } = study.patient;
    return [{ text: name }, { text: mrn }, { text: formatDay(study.study_date, locale) }];
  };
  const windowOfChannel = (channel: string): CaptionItem => {
    const { level, width } = toLevelWidth(windowOf(channel));
    const values = { channel: channelName(channel), level: number.format(level), width: number.format(width) };
    return { text: t("snapshot.window", values) };
  };

  return (views: readonly PaintedView[], identified: boolean): CaptionItem[] => {
    const channels = [...new Set(views.map(({ frame }) => frame.layers.channel))];
    const masked = segmentation !== null && views.some(({ picture }) => picture.labels !== null);
    const legend = masked ? regions.map(({ id, colour }) => ({ text: id, colour })) : [];
    const model = masked ? [{ text: t("snapshot.model", { model: `${segmentation.model.name} ${segmentation.model.version}` }) }] : [];
    return [
      ...(identified ? identity() : []),
      ...legend,
      ...channels.map(windowOfChannel),
      ...model,
      { text: PRODUCT_NAME },
      { text: t("snapshot.research") },
    ];
  };
}
