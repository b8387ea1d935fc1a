import type { Triple } from "../geometry/axes";
import styles from "./crosshair.module.css";
import { useViewTransform } from "./view-overlay";

// CSS pixels left free around the place, so that the lines never cover what is looked at.
const GAP = 12;

/** Two lines through the place that all views show. */
export function Crosshair({ voxel }: { voxel: Triple }) {
  const { toScreen, width, height, pixelRatio } = useViewTransform();
  const { x, y } = toScreen(voxel);
  // In the middle of a device pixel a thin line is sharp.
  const sharp = (value: number) => (Math.floor(value * pixelRatio) + 0.5) / pixelRatio;
  const [left, top] = [sharp(x), sharp(y)];
  return (
    <g className={styles.line} data-testid="crosshair" data-saved="never" data-x={x} data-y={y}>
      <line x1={0} x2={left - GAP} y1={top} y2={top} />
      <line x1={left + GAP} x2={width} y1={top} y2={top} />
      <line x1={left} x2={left} y1={0} y2={top - GAP} />
      <line x1={left} x2={left} y1={top + GAP} y2={height} />
    </g>
  );
}
