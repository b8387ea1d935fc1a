import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { EdgeLetters } from "../components/edge-letters";
import type { Triple } from "../geometry/axes";
import type { PixelTable } from "../painting/rasterise";
import type { Window } from "../painting/window-table";
import { edgeSides, FIRST_DIRECTION, SIDES, turn, type Direction, type Side } from "./direction";
import { moveForKey } from "./keys";
import { PaneMessage } from "./pane-message";
import { useRenderer } from "./use-renderer";
import { useSceneVolumes } from "./use-scene-volumes";
import { useSideName } from "./use-side-name";
import { useTurning } from "./use-turning";
import { useWheelZoom } from "./use-wheel-zoom";
import css from "./volume-pane.module.css";

export interface VolumePaneProps {
  studyId: number;
  channel: string;
  channelName: string;
  segmentationId: number | null;
  window: Window;
  /** Colour of each label, or null while the segmentation is switched off. */
  colourTable: PixelTable | null;
  /** Where the crosshair is, canonical voxel. */
  crosshair: Triple;
  onCrosshair: (voxel: Triple) => void;
}

const SIDE_ORDER: readonly Side[] = ["A", "P", "R", "L", "S", "I"];
const DEGREES_PER_PIXEL = 0.5;
// What is imaged fills the pane: around it there is air.
const FIRST_ZOOM = 1.6;
const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 4;
// See-through enough for a region inside to be found from every side.
const IMAGE_OPACITY = 0.5;

/** The fourth pane: the image and the regions in three dimensions, turned with the pointer. */
export function VolumePane(props: VolumePaneProps) {
  const { studyId, channel, segmentationId, window, colourTable, crosshair, onCrosshair } = props;
  const { t } = useTranslation();
  const sideName = useSideName();
  const host = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [direction, setDirection] = useState<Direction>(FIRST_DIRECTION);
  const [zoom, setZoom] = useState(FIRST_ZOOM);
  const [imageOpacity, setImageOpacity] = useState(IMAGE_OPACITY);
  const { status, renderer } = useRenderer(host, attempt);
  const volumes = useSceneVolumes({ studyId, channel, segmentationId });
  const [drawn, setDrawn] = useState<unknown>(null);

  const scene = useMemo(
    () => ({ direction, zoom, imageOpacity, window, colourTable, crosshair }),
    [direction, zoom, imageOpacity, window, colourTable, crosshair],
  );
  useEffect(() => renderer?.show(scene), [renderer, scene]);
  const { data } = volumes;
  useEffect(() => {
    if (renderer === null || data === undefined) return;
    void renderer.load(data).then(() => setDrawn(data));
  }, [renderer, data]);

  const turnBy = (right: number, down: number) => setDirection((before) => turn(before, right, down));
  const zoomBy = (factor: number) => setZoom((before) => Math.min(Math.max(before * factor, LEAST_ZOOM), MOST_ZOOM));
  useWheelZoom(host, zoomBy);
  const turning = useTurning({
    onTurn: (right, down) => turnBy(right * DEGREES_PER_PIXEL, down * DEGREES_PER_PIXEL),
    onPick: (point) => {
      const voxel = renderer?.pick(point) ?? null;
      if (voxel !== null) onCrosshair(voxel);
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveForKey(event.key);
    if (move === null) return;
    event.preventDefault();
    // What turns the volume here changes slices elsewhere.
    event.stopPropagation();
    turnBy(move.right, move.down);
    zoomBy(move.zoom);
  };
  const onRetry = () => {
    setAttempt((before) => before + 1);
    if (volumes.isError) void volumes.refetch();
  };

  const problem = status === "lost" ? "lost" : status === "failed" || volumes.isError ? "failed" : null;
  const ready = renderer !== null && data !== undefined && drawn === data;
  return (
    <section
      className={css.pane}
      aria-label={t("volumePane.title")}
      data-testid="volume-pane"
      data-status={problem ?? status}
      data-drawn={ready ? channel : ""}
    >
      <div
        className={css.stage}
        role="group"
        tabIndex={0}
        aria-label={t("volumePane.stage")}
        data-theme="dark"
        onKeyDown={onKeyDown}
      >
        <div ref={host} className={css.host} data-testid="volume-canvas" {...turning} />
        <span className={css.title}>
          {t("volumePane.title")} · {props.channelName}
        </span>
        {ready && <EdgeLetters letters={edgeSides(direction)} />}
        {!ready && <PaneMessage problem={problem} onRetry={onRetry} />}
      </div>
      <div className={css.bar}>
        <div className={css.sides} role="group" aria-label={t("volumePane.lookFrom")}>
          {SIDE_ORDER.map((side) => (
            <button
              key={side}
              type="button"
              disabled={!ready}
              title={sideName(side)}
              aria-label={sideName(side)}
              onClick={() => setDirection(SIDES[side])}
            >
              {side}
            </button>
          ))}
        </div>
        <label className={css.image}>
          {t("volumePane.image")}
          <input
            type="range"
            min={0}
            max={100}
            value={Math.round(imageOpacity * 100)}
            disabled={!ready}
            title={t("volumePane.imageOpacity")}
            aria-label={t("volumePane.imageOpacity")}
            onChange={(event) => setImageOpacity(event.target.valueAsNumber / 100)}
          />
        </label>
      </div>
    </section>
  );
}
