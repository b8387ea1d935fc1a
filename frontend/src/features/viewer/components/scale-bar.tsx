import { memo } from "react";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/lib/use-locale";

import { makeScaleBar } from "../geometry/scale-bar";
import { useIsPicture } from "../picture-context";
import styles from "./scale-bar.module.css";
import { useViewTransform } from "./view-overlay";

// CSS pixels.
const MARGIN = 10;
const TICK = 5;
const LONGEST = 120;

/** How long a round number of millimetres, or of a picture's pixels, is in a view; a saved picture has its own. */
export const ScaleBar = memo(function ScaleBar() {
  const { t } = useTranslation();
  const locale = useLocale();
  const picture = useIsPicture();
  const { width, height, mmPerPixel, pixelRatio } = useViewTransform();
  const { mm, pixels } = makeScaleBar(mmPerPixel, Math.min(width / 4, LONGEST) * pixelRatio);
  const [left, right, bottom] = [MARGIN, MARGIN + pixels / pixelRatio, height - MARGIN];
  const path = `M${left} ${bottom - TICK}V${bottom}H${right}V${bottom - TICK}`;
  return (
    <g data-testid="scale-bar" data-saved="never" data-mm={mm}>
      <path className={styles.ground} d={path} />
      <path className={styles.bar} d={path} />
      <text className={styles.words} x={left} y={bottom - TICK - 4}>
        {t(picture ? "snapshot.pixels" : "snapshot.millimetres", { length: new Intl.NumberFormat(locale).format(mm) })}
      </text>
    </g>
  );
});
