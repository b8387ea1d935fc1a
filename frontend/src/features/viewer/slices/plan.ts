import type { Axis } from "../geometry/axes";
import type { SliceKey } from "./slice-source";

/** The volumes a view draws: one channel, and a mask when there is one. */
export interface Layers {
  channel: string;
  segmentationId: number | null;
}

interface Place {
  axis: Axis;
  index: number;
  count: number;
  /** +1 or -1: where the user is heading, 0 when unknown. */
  direction: number;
}

const AHEAD = 12;
const BEHIND = 4;

/** Name the slices that one painted frame needs: the image, and its mask. */
export function frameKeys(layers: Layers, axis: Axis, index: number): SliceKey[] {
  const image: SliceKey = { kind: "image", channel: layers.channel, axis, index };
  if (layers.segmentationId === null) return [image];
  return [image, { kind: "labels", segmentationId: layers.segmentationId, axis, index }];
}

/**
 * Say what a view wants, most urgent first: the slice itself, one that is already on its way, then its neighbours.
 *
 * Keeping the one on its way lets a long drag show slices as they come, instead of starting over with every move.
 */
export function planSlices(layers: Layers, place: Place, onItsWay: number | null): SliceKey[] {
  const { axis, index, count, direction } = place;
  const forward = direction === 0 ? 1 : Math.sign(direction);
  const reach = direction === 0 ? BEHIND : AHEAD;
  const neighbours: number[] = [];
  for (let step = 1; step <= Math.max(reach, BEHIND); step += 1) {
    if (step <= reach) neighbours.push(index + forward * step);
    if (step <= BEHIND) neighbours.push(index - forward * step);
  }
  const indices = [index, ...(onItsWay === null ? [] : [onItsWay]), ...neighbours];
  const inside = indices.filter((candidate) => candidate >= 0 && candidate < count);
  return [...new Set(inside)].flatMap((candidate) => frameKeys(layers, axis, candidate));
}

/**
 * Choose the slice to paint now: the wanted one, else the nearest to it on the way there, else none.
 *
 * A frame goes only towards the target, so that a late reply never makes the picture jump back.
 */
export function choosePaintable(target: number, painted: number | null, ready: (index: number) => boolean): number | null {
  if (ready(target)) return target;
  if (painted === null) return null;
  const step = Math.sign(painted - target);
  for (let index = target + step; index !== painted && step !== 0; index += step) {
    if (ready(index)) return index;
  }
  return null;
}
