/** What each colour of an uncertainty stands for: 0 sure to 1 undecided, by packed colour. */
export type UncertaintyScale = ReadonlyMap<number, number>;

/** Read a scale from its colours in their order, from sure to undecided; each stands for one value alone. */
export function readScale(colours: ArrayLike<number>): UncertaintyScale {
  const last = Math.max(colours.length - 1, 1);
  return new Map(Array.from(colours, (colour, at) => [colour, at / last]));
}
