import { useTranslation } from "react-i18next";

import { useTask } from "@/lib/api/get-tasks";
import { formatMillilitres, formatPixels } from "@/lib/format";
import { inPalette } from "@/lib/palette";
import { useLocale } from "@/lib/use-locale";
import { usePalette } from "@/lib/use-palette";

import styles from "./volumes.module.css";

interface VolumesProps {
  taskId: string;
  /** mL by region id; of a picture thousands of pixels. */
  volumes: Readonly<Record<string, number>> | null;
}

/** A study's volumes in one line, in the regions' colours. */
export function Volumes({ taskId, volumes }: VolumesProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const task = useTask(taskId);
  const palette = usePalette();
  const format = task?.pictures ? formatPixels : formatMillilitres;
  if (volumes === null || task === undefined) return <span className={styles.unit}>–</span>;
  return (
    <span className={styles.volumes}>
      {inPalette(task.regions, palette).map((region) => {
        const volume = volumes[region.id];
        if (volume === undefined) return null;
        return (
          <span key={region.id} className={styles.volume} title={region.name}>
            <span className={styles.dot} style={{ background: region.colour }} aria-hidden="true" />
            {region.id} {format(volume, locale)}
          </span>
        );
      })}
      <span className={styles.unit}>{t(task.pictures ? "units.squarePixels" : "units.millilitres")}</span>
    </span>
  );
}
