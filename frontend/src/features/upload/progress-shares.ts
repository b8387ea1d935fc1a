/**
 * Say how much of each file has been sent, 0 to 1.
 *
 * The files are sent one after the other in one body, whose framing is a few hundred bytes: the known order and
 * sizes tell which of them the bytes so far belong to.
 *
 * Args:
 *   loaded: bytes of the body that were sent.
 *   total: bytes of the whole body.
 *   sizes: bytes of each file, in the order of the parts.
 */
export function progressShares(loaded: number, total: number, sizes: readonly number[]): number[] {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const framing = Math.max(total - bytes, 0);
  let start = framing;
  return sizes.map((size) => {
    const sent = loaded - start;
    start += size;
    if (size === 0) return sent >= 0 && loaded > 0 ? 1 : 0;
    return Math.min(Math.max(sent / size, 0), 1);
  });
}
