import type { Axis } from "../geometry/axes";
import { volumeId, type LoadedRanges, type VolumeRef } from "./slice-source";

/** Gather the slices for which something holds into runs. */
export function runs(count: number, holds: (index: number) => boolean): LoadedRanges {
  const found: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    if (!holds(index)) continue;
    const last = found.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}

/** Keep the slices that lie in all of some runs. */
export function intersect(count: number, all: readonly LoadedRanges[]): LoadedRanges {
  const within = (ranges: LoadedRanges, index: number) => ranges.some(([first, end]) => index >= first && index < end);
  return runs(count, (index) => all.every((ranges) => within(ranges, index)));
}

/** What is loaded, worked out once after each change, so that the same answer is the same object. */
export class LoadedTable {
  readonly #known = new Map<string, LoadedRanges>();

  get(volume: VolumeRef, axis: Axis, find: () => LoadedRanges): LoadedRanges {
    const id = `${volumeId(volume)}/${axis}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const found = find();
    this.#known.set(id, found);
    return found;
  }

  clear(): void {
    this.#known.clear();
  }
}
