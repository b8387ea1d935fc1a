import { memo } from "react";
import { useTranslation } from "react-i18next";

import styles from "./channel-switch.module.css";

interface ChannelSwitchProps {
  channels: readonly string[];
  nameOf: (channel: string) => string;
  shown: string;
  onShow: (channel: string) => void;
}

export const ChannelSwitch = memo(function ChannelSwitch({ channels, nameOf, shown, onShow }: ChannelSwitchProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.group} role="radiogroup" aria-label={t("viewer.modality")}>
      {channels.map((channel) => (
        <label key={channel} className={styles.channel}>
          <input type="radio" name="channel" checked={channel === shown} onChange={() => onShow(channel)} />
          {nameOf(channel)}
        </label>
      ))}
    </div>
  );
});
