import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Channel } from "@/lib/api-types";

import { addFiles, assign, candidates, fileOf, NOTHING, unusedFiles, type Assignment } from "../assignment";
import { startFileDrag } from "../drag";
import type { DroppedFile } from "../read-drop";
import { isNifti, isPicture } from "../recognise";
import { ChannelSlot } from "./channel-slot";
import { DropZone } from "./drop-zone";
import styles from "./upload.module.css";

let lastId = 0;

interface FilesCardProps {
  /** Whether the files are pictures. */
  pictures: boolean;
  channels: readonly Channel[];
  assignment: Assignment;
  errorFor: (field: string) => string | undefined;
  shares: Readonly<Record<string, number>> | null;
  busy: boolean;
  onChange: (assignment: Assignment) => void;
  /** What is to be said about the files as a whole. */
  children?: ReactNode;
}

/** Which file is which channel: dropped, recognised, corrected by hand. */
export function FilesCard({ pictures, channels, assignment, errorFor, shares, busy, onChange, children }: FilesCardProps) {
  const { t } = useTranslation();
  const [noneFits, setNoneFits] = useState(false);

  const toLocal = (dropped: DroppedFile[]) =>
    dropped.filter(({ file }) => (pictures ? isPicture : isNifti)(file.name)).map((file) => ({ ...file, id: ++lastId }));
  const onFiles = (dropped: DroppedFile[]) => {
    const added = toLocal(dropped);
    setNoneFits(dropped.length > 0 && added.length === 0);
    if (added.length > 0) onChange(addFiles(assignment, added, channels));
  };
  const onSlotFiles = (channel: string) => (dropped: DroppedFile[]) => {
    const added = toLocal(dropped);
    const [only, ...others] = added;
    if (only === undefined || others.length > 0) onFiles(dropped);
    else onChange(assign(addFiles(assignment, added, channels), channel, only.id));
  };
  const hintFor = (channel: Channel) => {
    if (fileOf(assignment, channel.id) !== undefined) return undefined;
    const count = candidates(assignment, channel.id, channels);
    return count > 1 ? t("upload.several", { count, channel: channel.name }) : undefined;
  };
  const unused = unusedFiles(assignment);

  return (
    <Card title={t(pictures ? "upload.pictureTitle" : "upload.filesTitle")}>
      <DropZone pictures={pictures} disabled={busy} onFiles={onFiles} />
      {errorFor("files") !== undefined && <Alert tone="bad">{errorFor("files")}</Alert>}
      {noneFits && <Alert tone="warn">{t(pictures ? "upload.noPictures" : "upload.noVolumes")}</Alert>}
      <div className={styles.slots}>
        {channels.map((channel) => (
          <ChannelSlot
            key={channel.id}
            channel={channel}
            files={assignment.files}
            chosen={fileOf(assignment, channel.id)}
            error={errorFor(channel.id)}
            hint={hintFor(channel)}
            share={shares?.[channel.id]}
            disabled={busy}
            onAssign={(fileId) => onChange(assign(assignment, channel.id, fileId))}
            onFiles={onSlotFiles(channel.id)}
          />
        ))}
      </div>
      {children}
      {unused.length > 0 && (
        <div className={styles.slots}>
          <p className={styles.hint}>{t("upload.unused")}</p>
          <ul className={styles.chips} aria-label={t("upload.unused")}>
            {unused.map((file) => (
              <li
                key={file.id}
                className={styles.chip}
                title={file.path}
                draggable={!busy}
                onDragStart={(event) => startFileDrag(event.dataTransfer, file.id)}
              >
                {file.file.name}
              </li>
            ))}
          </ul>
        </div>
      )}
      {assignment.files.length > 0 && !busy && (
        <div>
          <Button small variant="quiet" onClick={() => onChange(NOTHING)}>
            {t("upload.clear")}
          </Button>
        </div>
      )}
    </Card>
  );
}
