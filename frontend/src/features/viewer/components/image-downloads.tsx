import { useTranslation } from "react-i18next";

import { DownloadButton } from "@/components/ui/button";
import { Fold } from "@/components/ui/fold";

import { useIsPicture } from "../picture-context";
import css from "./image-downloads.module.css";

interface ImageDownloadsProps {
  studyId: number;
  channels: readonly string[];
  channelName: (channel: string) => string;
}

/** The way to each volume of a study, as it was uploaded; of a picture to its pixels. */
export function ImageDownloads({ studyId, channels, channelName }: ImageDownloadsProps) {
  const { t } = useTranslation();
  const picture = useIsPicture();
  const address = (channel: string) => `/api/studies/${studyId}/images/${channel}`;
  return (
    <Fold name="downloads" title={t("downloads.title")}>
      <div className={css.row}>
        {channels.map((channel) => (
          <DownloadButton
            key={channel}
            small
            href={picture ? `${address(channel)}/axial/0.png?depth=16` : `${address(channel)}.nii.gz`}
            name={picture ? `study-${studyId}_${channel}.png` : undefined}
          >
            {channelName(channel)}
          </DownloadButton>
        ))}
      </div>
    </Fold>
  );
}
