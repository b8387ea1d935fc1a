import { memo, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { edgeLetters, sliceCount, sliceExtent, type Axis, type Triple } from "../geometry/axes";
import { indexForKey } from "../geometry/keys";
import { wheelSteps } from "../geometry/wheel";
import type { PixelTable } from "../painting/rasterise";
import { SlicePainter } from "../painting/slice-painter";
import { useDeviceSize } from "../painting/use-device-size";
import type { Layers } from "../slices/plan";
import type { SliceSource } from "../slices/slice-source";
import { ViewController } from "../state/view-controller";
import type { WindowTables } from "../state/window-tables";
import { useAxisName } from "../use-axis-name";
import styles from "./slice-view.module.css";

const NO_COLOURS: PixelTable = new Uint32Array();

interface SliceViewProps {
  axis: Axis;
  shape: Triple;
  spacing: Triple;
  source: SliceSource;
  layers: Layers;
  channelName: (channel: string) => string;
  index: number;
  direction: number;
  windowTables: WindowTables;
  /** Colour of each label, or null while the segmentation is switched off. */
  colourTable: PixelTable | null;
  uncertaintyOpacity: number;
  onGoTo: (axis: Axis, index: number) => void;
}

/** One of the linked views: canvas, letters, slice number and slider. */
export const SliceView = memo(function SliceView(props: SliceViewProps) {
  const { axis, shape, spacing, source, layers, channelName, index, direction, windowTables, colourTable, onGoTo } = props;
  const { uncertaintyOpacity } = props;
  const { t } = useTranslation();
  const axisName = useAxisName()(axis);
  const count = sliceCount(shape, axis);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<SlicePainter | null>(null);
  const size = useDeviceSize(stage);

  const controller = useMemo(() => new ViewController(source, axis), [source, axis]);
  const { frame, imageError, maskError, uncertaintyError } = useSyncExternalStore(controller.subscribe, controller.status);
  useLayoutEffect(
    () => controller.aim({ index, count, direction, layers }),
    [controller, index, count, direction, layers],
  );

  // The number and the letters are of the same render as the picture: all change in one frame of the screen.
  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0) return;
    painter.current ??= new SlicePainter(canvas.current);
    const picture = frame && {
      image: frame.image,
      labels: colourTable === null ? null : frame.labels,
      windowTable: windowTables.for(frame.layers.channel, frame.image),
      colourTable: colourTable ?? NO_COLOURS,
      uncertainty: frame.uncertainty,
      uncertaintyOpacity,
      extent: sliceExtent(shape, spacing, axis),
    };
    painter.current.paint(picture, size);
  }, [frame, colourTable, uncertaintyOpacity, windowTables, size, shape, spacing, axis]);

  useWheel(stage, (steps) => onGoTo(axis, index + steps));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = indexForKey(event.key, index, count);
    if (next === null) return;
    event.preventDefault();
    onGoTo(axis, next);
  };

  const letters = edgeLetters(axis);
  return (
    <section
      className={styles.view}
      aria-label={axisName}
      data-testid={`view-${axis}`}
      data-target={index}
      data-painted={frame?.index ?? ""}
      data-channel={frame?.layers.channel ?? ""}
      data-segmentation={frame?.labels ? (frame.layers.segmentationId ?? "") : ""}
      data-uncertainty={frame?.uncertainty ? (frame.layers.uncertaintyId ?? "") : ""}
    >
      <div
        ref={stage}
        className={styles.stage}
        role="group"
        tabIndex={0}
        aria-label={t("viewer.stage", { axis: axisName })}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={styles.canvas} data-testid={`canvas-${axis}`} />
        <span className={styles.title}>
          {axisName} {frame && `· ${channelName(frame.layers.channel)}`}
        </span>
        <output className={styles.number} data-testid={`slice-number-${axis}`} aria-live="off">
          {t("viewer.sliceNumber", { number: (frame?.index ?? index) + 1, count })}
        </output>
        <span className={`${styles.letter} ${styles.left}`}>{letters.left}</span>
        <span className={`${styles.letter} ${styles.right}`}>{letters.right}</span>
        <span className={`${styles.letter} ${styles.top}`}>{letters.top}</span>
        <span className={`${styles.letter} ${styles.bottom}`}>{letters.bottom}</span>
        {imageError !== null && <ViewMessage text={t("viewer.imageFailed")} />}
        {imageError === null && maskError !== null && <ViewMessage text={t("viewer.maskFailed")} />}
        {imageError === null && maskError === null && uncertaintyError !== null && (
          <ViewMessage text={t("viewer.uncertaintyFailed")} />
        )}
      </div>
      <div className={styles.slider}>
        <input
          type="range"
          min={0}
          max={count - 1}
          value={index}
          aria-label={t("viewer.slider", { axis: axisName })}
          aria-valuetext={t("viewer.sliceNumber", { number: index + 1, count })}
          onChange={(event) => onGoTo(axis, event.target.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
      </div>
    </section>
  );
});

function ViewMessage({ text }: { text: string }) {
  return (
    <p className={styles.message} role="status">
      {text}
    </p>
  );
}

/** Listen to the wheel over an element; React's own listener could not keep the page from scrolling. */
function useWheel(element: React.RefObject<HTMLElement | null>, onSteps: (steps: number) => void) {
  const leftover = useRef(0);
  const latest = useRef(onSteps);
  useEffect(() => {
    latest.current = onSteps;
  });
  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent) => {
      // With Ctrl the wheel zooms the page.
      if (event.ctrlKey) return;
      event.preventDefault();
      const turn = wheelSteps(leftover.current, event);
      leftover.current = turn.leftover;
      if (turn.steps !== 0) latest.current(turn.steps);
    };
    target?.addEventListener("wheel", onWheel, { passive: false });
    return () => target?.removeEventListener("wheel", onWheel);
  }, [element]);
}
