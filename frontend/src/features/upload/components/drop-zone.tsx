import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";

import { readDrop, readInput, type DroppedFile } from "../read-drop";
import styles from "./upload.module.css";

interface DropZoneProps {
  /** Whether a picture is asked for, rather than volumes. */
  pictures: boolean;
  disabled: boolean;
  onFiles: (files: DroppedFile[]) => void;
  children?: ReactNode;
}

/** Takes files or folders, dropped or chosen. */
export function DropZone({ pictures, disabled, onFiles, children }: DropZoneProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void readDrop(event.dataTransfer).then(onFiles);
  };
  const onChosen = (input: HTMLInputElement) => {
    if (input.files !== null) onFiles(readInput(input.files));
    // So that choosing the same file again is noticed.
    input.value = "";
  };

  return (
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      data-testid="drop-zone"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p>{t(pictures ? "upload.dropPicture" : "upload.drop")}</p>
      <div className={styles.choose}>
        <Button disabled={disabled} onClick={() => files.current?.click()}>
          {t(pictures ? "upload.choosePicture" : "upload.chooseFiles")}
        </Button>
        {!pictures && (
          <Button disabled={disabled} onClick={() => folder.current?.click()}>
            {t("upload.chooseFolder")}
          </Button>
        )}
      </div>
      {children}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={pictures ? ".png,.tif,.tiff" : ".nii,.gz"}
        aria-label={t(pictures ? "upload.choosePicture" : "upload.chooseFiles")}
        data-testid="file-input"
        onChange={(event) => onChosen(event.target)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // React has no property for it.
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        multiple
        hidden
        aria-label={t("upload.chooseFolder")}
        data-testid="folder-input"
        onChange={(event) => onChosen(event.target)}
      />
    </div>
  );
}
