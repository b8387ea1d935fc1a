import { useCallback, useMemo, useSyncExternalStore } from "react";

import type { Axis } from "../geometry/axes";
import { intersect } from "../slices/loaded-ranges";
import type { Layers } from "../slices/plan";
import type { SliceSource, VolumeRef } from "../slices/slice-source";
import styles from "./loaded-bar.module.css";

interface LoadedBarProps {
  /** The view's name. */
  id: string;
  source: SliceSource;
  layers: Layers;
  axis: Axis;
  /** Slices along the axis. */
  count: number;
}

/** A thin bar along a slider: bright where slices can be shown at once, faint for how much of the volume has come. */
export function LoadedBar({ id, source, layers, axis, count }: LoadedBarProps) {
  const { channel, segmentationId, uncertaintyId } = layers;
  const image = useMemo((): VolumeRef => ({ kind: "image", channel }), [channel]);
  const labels = useMemo(
    (): VolumeRef | null => (segmentationId === null ? null : { kind: "labels", segmentationId }),
    [segmentationId],
  );
  const uncertainty = useMemo(
    (): VolumeRef | null => (uncertaintyId === null ? null : { kind: "uncertainty", segmentationId: uncertaintyId }),
    [uncertaintyId],
  );
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const images = useSyncExternalStore(subscribe, () => source.loaded(image, axis));
  const masks = useSyncExternalStore(subscribe, () => labels && source.loaded(labels, axis));
  const unsure = useSyncExternalStore(subscribe, () => uncertainty && source.loaded(uncertainty, axis));
  const progress = useSyncExternalStore(subscribe, () => source.progress(image));
  const ranges = useMemo(
    () => intersect(count, [images, masks, unsure].filter((each) => each !== null)),
    [count, images, masks, unsure],
  );
  const loaded = ranges.reduce((sum, [first, end]) => sum + end - first, 0);
  return (
    // What it says is of no use to anyone who cannot see it: slices come as they are asked for.
    <div className={styles.bar} aria-hidden="true" data-testid={`loaded-${id}`} data-loaded={loaded} data-count={count}>
      <span className={styles.coming} style={{ width: `${100 * progress}%` }} />
      {ranges.map(([first, end]) => (
        <span
          key={first}
          className={styles.loaded}
          style={{ left: `${(100 * first) / count}%`, width: `${(100 * (end - first)) / count}%` }}
        />
      ))}
    </div>
  );
}
