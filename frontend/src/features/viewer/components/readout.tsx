import { memo, useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Region } from "@/lib/api-types";
import { useLocale } from "@/lib/use-locale";

import { useUncertaintyScale } from "../api/get-uncertainty-scale";
import { indexOf, type Triple } from "../geometry/axes";
import { voxelToWorld, type Affine } from "../geometry/world";
import { useIsPicture } from "../picture-context";
import type { SliceSource, VolumeRef } from "../slices/slice-source";
import { regionAt } from "../state/region-at";
import css from "./readout.module.css";

/** Widths of a digit that each fact has room for from the first; signs, commas and spaces take half of one. */
const ROOM = { pixel: 8, voxel: 11, world: 15, value: 4 } as const;
const NARROW = 0.5;

// Milliseconds until a crosshair rests; while it moves, the line to the server is the views'.
const REST = 200;

interface ReadoutProps {
  voxel: Triple;
  affine: Affine;
  channels: readonly string[];
  channelName: (channel: string) => string;
  source: SliceSource;
  segmentationId: number | null;
  /** The mask whose uncertainty is shown; null while none is. */
  uncertaintyId: number | null;
  regions: readonly Region[];
}

/** What lies under the crosshair: where it is, the value of every channel, the region, and how unsure that is. */
export const Readout = memo(function Readout(props: ReadoutProps) {
  const { voxel, affine, channels, channelName, source, segmentationId, uncertaintyId, regions } = props;
  const { t } = useTranslation();
  const locale = useLocale();
  const millimetres = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const value = new Intl.NumberFormat(locale, { maximumSignificantDigits: 5 });
  const share = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const volumes = useMemo<VolumeRef[]>(() => {
    const images = channels.map((channel) => ({ kind: "image", channel }) as const);
    return segmentationId === null ? images : [...images, { kind: "labels", segmentationId }];
  }, [channels, segmentationId]);
  const values = useValues(source, volumes, voxel);
  useWishes(source, volumes, voxel);
  const label = segmentationId === null ? undefined : values.at(-1);
  const uncertainty = useUncertainty(source, uncertaintyId, voxel);
  const region = label === undefined ? null : regionAt(label, regions);
  const world = voxelToWorld(affine, voxel);
  const picture = useIsPicture();
  return (
    <div className={css.readout} role="group" aria-label={t("viewing.readout.label")} data-testid="readout">
      {picture ? (
        <Fact name={t("viewing.readout.pixel")} testId="readout-pixel">
          <Steady text={pixelAt(world).join(", ")} least={ROOM.pixel} />
        </Fact>
      ) : (
        <>
          <Fact name={t("viewing.readout.voxel")} testId="readout-voxel">
            <Steady text={voxel.map((index) => index + 1).join(", ")} least={ROOM.voxel} />
          </Fact>
          <Fact name={t("viewing.readout.world")} testId="readout-world">
            <Steady text={world.map((coordinate) => millimetres.format(coordinate)).join(", ")} least={ROOM.world} />
          </Fact>
        </>
      )}
      {channels.map((channel, at) => (
        <Fact key={channel} name={channelName(channel)} testId={`readout-${channel}`}>
          <Steady text={values[at] === undefined ? "–" : value.format(values[at])} least={ROOM.value} />
        </Fact>
      ))}
      {uncertaintyId !== null && (
        <Fact name={t("viewer.uncertainty")} testId="readout-uncertainty">
          {uncertainty === undefined ? "–" : share.format(uncertainty)}
        </Fact>
      )}
      {label !== undefined && (
        <Fact name={t("viewing.readout.region")} testId="readout-region" last>
          {region !== null && <span className={css.colour} style={{ background: region.colour }} />}
          <span className={css.words}>
            {region === null ? t("viewing.readout.noRegion") : `${region.id} · ${region.name}`}
          </span>
        </Fact>
      )}
    </div>
  );
});

/** Give column and row of a pixel, counted from 1 at the upper left, where a picture's place begins and from where it runs backwards. */
function pixelAt([x, y]: Triple): [column: number, row: number] {
  return [Math.round(-x) + 1, Math.round(-y) + 1];
}

/** A text that never gets narrower, so that what stands beside it stays where it is while numbers change. */
function Steady({ text, least }: { text: string; least: number }) {
  const [room, setRoom] = useState(least);
  const taken = [...text].reduce((sum, character) => sum + (/\d/.test(character) ? 1 : NARROW), 0);
  if (taken > room) setRoom(taken);
  return <span style={{ minWidth: `${room}ch` }}>{text}</span>;
}

function Fact({ name, testId, last = false, children }: { name: string; testId: string; last?: boolean; children: ReactNode }) {
  return (
    <span className={last ? `${css.fact} ${css.last}` : css.fact} data-testid={testId}>
      <span className={css.name}>{name}</span>
      {children}
    </span>
  );
}

/** Follow the uncertainty at a voxel, 0 to 1: it comes as colours, and each of them stands for one value. */
function useUncertainty(source: SliceSource, segmentationId: number | null, voxel: Triple): number | undefined {
  const scale = useUncertaintyScale({ wanted: segmentationId !== null });
  const volumes = useMemo<VolumeRef[]>(
    () => (segmentationId === null ? [] : [{ kind: "uncertainty", segmentationId }]),
    [segmentationId],
  );
  const [colour] = useValues(source, volumes, voxel);
  return colour === undefined ? undefined : scale?.get(colour);
}

/** Ask for the slices that the values are read from, once the crosshair rests. */
function useWishes(source: SliceSource, volumes: readonly VolumeRef[], voxel: Triple): void {
  useEffect(() => {
    let asked = false;
    const timer = setTimeout(() => {
      const index = indexOf(voxel, "axial");
      source.want("readout", volumes.map((volume) => ({ ...volume, axis: "axial", index })), { aside: true });
      asked = true;
    }, REST);
    return () => {
      clearTimeout(timer);
      if (asked) source.want("readout", [], { aside: true });
    };
  }, [source, volumes, voxel]);
}

/** Follow the values of some volumes at a voxel, as they come. */
function useValues(source: SliceSource, volumes: readonly VolumeRef[], voxel: Triple): (number | undefined)[] {
  // As text, so that only what changes is shown anew.
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const text = useSyncExternalStore(subscribe, () =>
    JSON.stringify(volumes.map((volume) => source.value(volume, voxel) ?? null)),
  );
  return (JSON.parse(text) as (number | null)[]).map((value) => value ?? undefined);
}
