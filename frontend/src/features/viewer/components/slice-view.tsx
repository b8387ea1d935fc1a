import { memo, useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { releaseMouseFocus } from "@/lib/release-mouse-focus";

import { clampVoxel, edgeLetters, indexOf, sliceCount, type Axis, type Box, type Triple } from "../geometry/axes";
import { zoomAt } from "../geometry/camera";
import { indexForKey, voxelForKey } from "../geometry/keys";
import { makeViewTransform, type Camera } from "../geometry/view-transform";
import type { RegionPaint } from "../painting/region-compositor";
import { useDeviceSize } from "../painting/use-device-size";
import { useIsPicture } from "../picture-context";
import { RegionStrips } from "../regions/region-strips";
import { SegmentedSteps } from "../regions/segmented-steps";
import type { Layers } from "../slices/plan";
import type { SliceSource } from "../slices/slice-source";
import type { ViewActions } from "../state/view-actions";
import type { Frame } from "../state/view-controller";
import type { WindowTables } from "../state/window-tables";
import { useAxisName } from "../use-axis-name";
import { Crosshair } from "./crosshair";
import { EdgeLetters } from "./edge-letters";
import { LoadedBar } from "./loaded-bar";
import { ScaleBar } from "./scale-bar";
import styles from "./slice-view.module.css";
import { usePaintedView } from "./use-painted-view";
import { useViewPointers } from "./use-view-pointers";
import { useWheel } from "./use-wheel";
import { ViewMessage } from "./view-message";
import { ViewOverlay } from "./view-overlay";

interface SliceViewProps {
  /** The view's name: its axis, and more where an axis is shown more than once. */
  id: string;
  axis: Axis;
  shape: Triple;
  spacing: Triple;
  /** What fills the view at first; all of the slice where it is not known. */
  head: Box | null;
  source: SliceSource;
  layers: Layers;
  channelName: (channel: string) => string;
  /** The voxel under the crosshair; the slice of this view goes through it. */
  voxel: Triple;
  direction: number;
  camera: Camera;
  flipped: boolean;
  smoothing: boolean;
  windowTables: WindowTables;
  /** What is painted of the mask, or null while the segmentation is switched off. */
  regionPaint: RegionPaint | null;
  uncertaintyOpacity: number;
  actions: ViewActions;
  /** Gives what else is drawn over the slice that is painted, as SVG. */
  overlays?: (axis: Axis, frame: Frame) => ReactNode;
}

/** One of the linked views: canvas, crosshair, letters, slice number and slider. */
export const SliceView = memo(function SliceView(props: SliceViewProps) {
  const { id, axis, shape, spacing, head, source, layers, channelName, voxel, direction, camera, flipped, actions } = props;
  const { windowTables, regionPaint, uncertaintyOpacity, smoothing, overlays } = props;
  const { t } = useTranslation();
  const picture = useIsPicture();
  const nameOf = useAxisName();
  const axisName = picture ? t("viewer.picture") : nameOf(axis);
  const count = sliceCount(shape, axis);
  const index = indexOf(voxel, axis);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useDeviceSize(stage);
  const transform = useMemo(
    () => makeViewTransform({ axis, shape, spacing, head, frame: size, camera, flipped }),
    [axis, shape, spacing, head, size, camera, flipped],
  );
  const target = { index, count, direction, layers };
  const look = { windowTables, regionPaint, uncertaintyOpacity, smoothing };
  const { frame, ...errors } = usePaintedView(canvas, { id, source, target, transform, frame: size, ...look });

  const { channel } = layers;
  const pixelRatio = window.devicePixelRatio;
  const pointers = useViewPointers({ axis, index, channel, camera, transform, pixelRatio }, actions);
  useWheel(stage, {
    onlyZooms: picture,
    onSteps: (steps) => actions.goTo(axis, index + steps),
    onZoom: ({ x, y }, factor) => {
      const point = { x: x * pixelRatio, y: y * pixelRatio };
      actions.moveCamera(axis, zoomAt(camera, transform, point, factor));
    },
  });
  const onSliderKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = indexForKey(event.key, index, count);
    if (next === null) return;
    event.preventDefault();
    actions.goTo(axis, next);
  };
  const onStageKey = (event: KeyboardEvent) => {
    if (actions.holding && (event.shiftKey || event.key === "Enter")) return;
    const beside = event.shiftKey && !event.ctrlKey ? voxelForKey(event.key, voxel, { axis, flipped }) : null;
    if (beside !== null) actions.moveCrosshair({ axis, channel, voxel: clampVoxel(beside, shape) });
    else if (event.key !== "Enter" || !actions.mark({ axis, channel, voxel })) return onSliderKey(event);
    event.preventDefault();
  };

  return (
    <section
      className={styles.view}
      aria-label={axisName}
      data-testid={`view-${id}`}
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
        aria-label={picture ? t("viewer.picture") : t("viewer.stage", { axis: axisName })}
        data-theme="dark"
        onKeyDown={onStageKey}
        onPointerEnter={() => {
          // Arrows are for the view that is pointed at, not for a tool that was clicked before.
          if (!stage.current?.contains(document.activeElement)) releaseMouseFocus();
          actions.enter(axis);
        }}
        onFocus={() => actions.enter(axis)}
        onDoubleClick={() => actions.enlarge(axis, channel)}
        {...pointers}
      >
        <canvas ref={canvas} className={styles.canvas} data-testid={`canvas-${id}`} />
        <ViewOverlay transform={transform} frame={size} pixelRatio={pixelRatio}>
          <Crosshair voxel={voxel} />
          <ScaleBar />
          {frame && overlays?.(axis, frame)}
        </ViewOverlay>
        <span className={styles.title}>
          {!picture && axisName} {frame && `${picture ? "" : "· "}${channelName(frame.layers.channel)}`}
        </span>
        {!picture && (
          <>
            <output className={styles.number} data-testid={`slice-number-${id}`} aria-live="off">
              {t("viewer.sliceNumber", { number: (frame?.index ?? index) + 1, count })}
            </output>
            <EdgeLetters letters={edgeLetters(axis, flipped)} />
          </>
        )}
        <ViewMessage {...errors} uncertaintyComing={layers.uncertaintyId !== null && frame?.uncertainty === null} />
      </div>
      {!picture && (
        <div className={styles.slider}>
          <SegmentedSteps axis={axis} index={index} onGoTo={actions.goTo}>
            <div>
              <input
                type="range"
                min={0}
                max={count - 1}
                value={index}
                aria-label={t("viewer.slider", { axis: axisName })}
                aria-valuetext={t("viewer.sliceNumber", { number: index + 1, count })}
                onChange={(event) => actions.goTo(axis, event.target.valueAsNumber)}
                onKeyDown={onSliderKey}
              />
              <RegionStrips axis={axis} count={count} />
              <LoadedBar id={id} source={source} layers={layers} axis={axis} count={count} />
            </div>
          </SegmentedSteps>
        </div>
      )}
    </section>
  );
});
