import type { Region } from "@/lib/api-types";

/** Give the innermost region that holds a label: the one with the fewest labels; null where there is none. */
export function regionAt(label: number, regions: readonly Region[]): Region | null {
  const holding = regions.filter(({ labels }) => labels.includes(label));
  return holding.toSorted((a, b) => a.labels.length - b.labels.length)[0] ?? null;
}
