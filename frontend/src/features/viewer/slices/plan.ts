import type { Axis } from "../geometry/axes";
import type { SliceKey } from "./slice-source";

/** The volumes a view draws: one channel, a mask when there is one, and its uncertainty when that is wished for. */
export interface Layers {
  channel: string;
  segmentationId: number | null;
  /** Id of the segmentation whose uncertainty is laid over the image. */
  uncertaintyId: number | null;
}

/** The slices that one painted frame needs. */
export interface FrameKeys {
  image: SliceKey;
  labels: SliceKey | null;
  uncertainty: SliceKey | null;
}

interface Place {
  axis: Axis;
  index: number;
  count: number;
  /** +1 or -1: where the user is heading, 0 when unknown. */
  direction: number;
}

/** Slices ahead: so many that a drag which outruns the server lives on them for a second or two. */
const AHEAD = 48;
/** Of them those that come before the way back. */
const NEXT = 12;
const BEHIND = 4;
/** Of a view's wishes those that are of its slice and the next ones. */
export const NEAR_WISHES = 3 + 2 * (1 + NEXT + BEHIND);

/** Name the slices that one painted frame needs. */
export function frameKeys({ channel, segmentationId, uncertaintyId }: Layers, axis: Axis, index: number): FrameKeys {
  return {
    image: { kind: "image", channel, axis, index },
    labels: segmentationId === null ? null : { kind: "labels", segmentationId, axis, index },
    uncertainty: uncertaintyId === null ? null : { kind: "uncertainty", segmentationId: uncertaintyId, axis, index },
  };
}

/**
 * Say what a view wants, most urgent first: the slice itself, one that is already on its way, then its neighbours.
 *
 * Of neighbours the uncertainties come last: their images and masks are painted without them.
 * Keeping the one on its way lets a long drag show slices as they come, instead of starting over with every move.
 */
export function planSlices(layers: Layers, place: Place, onItsWay: number | null): SliceKey[] {
  const { axis, index, count, direction } = place;
  const heading = direction === 0 ? 1 : Math.sign(direction);
  // From an end of the axis there is only the way back.
  const forward = index + heading < 0 || index + heading >= count ? -heading : heading;
  const steps = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const ahead = (step: number) => index + forward * step;
  const behind = (step: number) => index - forward * step;
  const neighbours =
    direction === 0
      ? steps(1, BEHIND).flatMap((step) => [ahead(step), behind(step)])
      : // What was passed was mostly seen: it waits for what comes next.
        [...steps(1, NEXT).map(ahead), ...steps(1, BEHIND).map(behind), ...steps(NEXT + 1, AHEAD).map(ahead)];
  const indices = [index, ...(onItsWay === null ? [] : [onItsWay]), ...neighbours];
  const inside = indices.filter((candidate) => candidate >= 0 && candidate < count);
  const [first, ...others] = [...new Set(inside)].map((candidate) => frameKeys(layers, axis, candidate));
  return [
    ...(first ? [first.image, first.labels, first.uncertainty] : []),
    ...others.flatMap(({ image, labels }) => [image, labels]),
    ...others.map(({ uncertainty }) => uncertainty),
  ].filter((key) => key !== null);
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
