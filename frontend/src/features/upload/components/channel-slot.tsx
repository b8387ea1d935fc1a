import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { ProgressBar } from "@/components/ui/progress-bar";
import type { Channel } from "@/lib/api-types";
import { formatBytes } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import type { LocalFile } from "../assignment";
import { draggedFile, startFileDrag } from "../drag";
import { readDrop, type DroppedFile } from "../read-drop";
import styles from "./upload.module.css";

interface ChannelSlotProps {
  channel: Channel;
  files: readonly LocalFile[];
  chosen: LocalFile | undefined;
  /** What is wrong with this file or its absence. */
  error: string | undefined;
  hint: string | undefined;
  /** 0 to 1 while uploading, else undefined. */
  share: number | undefined;
  disabled: boolean;
  onAssign: (fileId: number | null) => void;
  onFiles: (files: DroppedFile[]) => void;
}

/** One channel of the task and the file that is meant for it. */
export function ChannelSlot(props: ChannelSlotProps) {
  const { channel, files, chosen, error, hint, share, disabled, onAssign, onFiles } = props;
  const { t } = useTranslation();
  const locale = useLocale();
  const messageId = `slot-${channel.id}-message`;

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (disabled) return;
    const fileId = draggedFile(event.dataTransfer);
    if (fileId !== null) onAssign(fileId);
    else void readDrop(event.dataTransfer).then(onFiles);
  };

  return (
    <div
      className={error === undefined ? styles.slot : `${styles.slot} ${styles.refused}`}
      role="group"
      aria-label={channel.name}
      data-testid={`slot-${channel.id}`}
      draggable={chosen !== undefined && !disabled}
      onDragStart={(event) => chosen && startFileDrag(event.dataTransfer, chosen.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <span className={styles.channel}>{channel.name}</span>
      <select
        className={styles.select}
        aria-label={t("upload.fileFor", { channel: channel.name })}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined && hint === undefined ? undefined : messageId}
        title={chosen?.path}
        value={chosen?.id ?? ""}
        disabled={disabled || files.length === 0}
        onChange={(event) => onAssign(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("upload.noFile")}</option>
        {files.map((file) => (
          <option key={file.id} value={file.id}>
            {file.file.name}
          </option>
        ))}
      </select>
      <span className={styles.size}>{chosen && formatBytes(chosen.file.size, locale)}</span>
      {share !== undefined && (
        <div className={styles.under}>
          <ProgressBar value={share} label={t("upload.progressOf", { channel: channel.name })} />
        </div>
      )}
      {error !== undefined && (
        <p id={messageId} className={`${styles.under} ${styles.error}`} role="alert">
          {error}
        </p>
      )}
      {error === undefined && hint !== undefined && (
        <p id={messageId} className={`${styles.under} ${styles.hint}`}>
          {hint}
        </p>
      )}
    </div>
  );
}
