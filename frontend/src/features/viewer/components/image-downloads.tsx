import { useTranslation } from "react-i18next";

import { DownloadButton } from "@/components/ui/button";
import { Fold } from "@/components/ui/fold";

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
    <Fold name="downloads" title={t("downloads.title")}>
      <div className={css.row}>
        {channels.map((channel) => (
          <DownloadButton key={channel} small href={`/api/studies/${studyId}/images/${channel}.nii.gz`}>
            {channelName(channel)}
          </DownloadButton>
        ))}
      </div>
    </Fold>
  );
}
