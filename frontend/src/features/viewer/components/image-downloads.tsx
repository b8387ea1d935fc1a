import { useTranslation } from "react-i18next";

import { DownloadButton } from "@/components/ui/button";

import css from "./image-downloads.module.css";

interface ImageDownloadsProps {
  studyId: number;
  channels: readonly string[];
  channelName: (channel: string) => string;
}

/** The way to each volume of a study, as it was uploaded. */
export function ImageDownloads({ studyId, channels, channelName }: ImageDownloadsProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("downloads.title")}>
      <h2>{t("downloads.title")}</h2>
      <div className={css.row}>
        {channels.map((channel) => (
          <DownloadButton key={channel} small href={`/api/studies/${studyId}/images/${channel}.nii.gz`}>
            {channelName(channel)}
          </DownloadButton>
        ))}
      </div>
    </section>
  );
}
