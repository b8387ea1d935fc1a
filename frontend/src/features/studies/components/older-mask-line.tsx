import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import type { Segmentation } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import styles from "./older-mask-line.module.css";

interface OlderMaskLineProps {
  /** The mask that is shown. */
  segmentation: Segmentation;
  onNewest: () => void;
}

/** Says that the mask that is shown is not the study's newest one, and leads to that. */
export function OlderMaskLine({ segmentation, onNewest }: OlderMaskLineProps) {
  const { t } = useTranslation();
  const time = formatMoment(segmentation.created_at, useLocale());
  return (
    <p className={styles.line} role="status" data-testid="older-mask">
      {t("olderMask.shown", { time })}
      <Button small variant="quiet" onClick={onNewest}>
        {t("olderMask.showNewest")}
      </Button>
    </p>
  );
}
