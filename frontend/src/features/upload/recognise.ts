import type { Channel } from "@/lib/api-types";

const SUFFIX = /\.nii(\.gz)?$/;
const PICTURE_SUFFIX = /\.(png|tiff?)$/;
const SEPARATORS = /[_\-. ]+/;

/** Whether a file can be a volume at all. */
export function isNifti(name: string): boolean {
  return SUFFIX.test(name.toLowerCase());
}

/** Whether a file can be a picture that a task of pictures takes. */
export function isPicture(name: string): boolean {
  return PICTURE_SUFFIX.test(name.toLowerCase());
}

/**
 * Give the id of the channel that a file name speaks of, or null.
 *
 * The longest run of tokens that is a pattern wins, so that "t1-ce" beats "t1"; among equals the last in the name.
 */
export function recogniseChannel(name: string, channels: readonly Channel[]): string | null {
  const tokens = name.toLowerCase().replace(SUFFIX, "").replace(PICTURE_SUFFIX, "").split(SEPARATORS).filter(Boolean);
  const byPattern = new Map(channels.flatMap(({ id, patterns }) => patterns.map((pattern) => [pattern, id])));
  for (let length = tokens.length; length > 0; length -= 1) {
    for (let start = tokens.length - length; start >= 0; start -= 1) {
      const channel = byPattern.get(tokens.slice(start, start + length).join("-"));
      if (channel !== undefined) return channel;
    }
  }
  return null;
}
