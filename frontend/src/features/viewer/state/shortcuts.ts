import type { Tool } from "./tools";

/** What a key of the viewer does; slices are gone through with `indexForKey`. */
export type Command =
  | { type: "channel"; number: number }
  | { type: "tool"; tool: Tool }
  | { type: "segmentation" }
  | { type: "opacity"; by: number }
  | { type: "reset" }
  | { type: "invert" }
  | { type: "enlarge" }
  /** To the next slice with tumour (1) or the previous one (-1). */
  | { type: "tumour"; direction: 1 | -1 }
  /** Through the slices on its own, or no longer. */
  | { type: "cine" }
  | { type: "help" };

interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const OPACITY_STEP = 0.1;

const COMMANDS: Readonly<Record<string, Command>> = {
  "1": { type: "channel", number: 1 },
  "2": { type: "channel", number: 2 },
  "3": { type: "channel", number: 3 },
  "4": { type: "channel", number: 4 },
  s: { type: "segmentation" },
  a: { type: "opacity", by: -OPACITY_STEP },
  d: { type: "opacity", by: OPACITY_STEP },
  r: { type: "reset" },
  i: { type: "invert" },
  f: { type: "enlarge" },
  n: { type: "tumour", direction: 1 },
  b: { type: "tumour", direction: -1 },
  c: { type: "cine" },
  x: { type: "tool", tool: "crosshair" },
  escape: { type: "tool", tool: "crosshair" },
  w: { type: "tool", tool: "window" },
  l: { type: "tool", tool: "window" },
  z: { type: "tool", tool: "zoom" },
  p: { type: "tool", tool: "pan" },
  m: { type: "tool", tool: "distance" },
  "?": { type: "help" },
};

/** Return what a key does in the viewer, or null when it is not for it. */
export function commandFor({ key, code, ctrlKey, metaKey, altKey }: PressedKey): Command | null {
  if (ctrlKey || metaKey || altKey) return null;
  // Where Korean is written, the key of S says ㄴ.
  const letter = /^Key[A-Z]$/.test(code) && !/^[a-z]$/i.test(key) ? code.slice(3) : key;
  return COMMANDS[letter.toLowerCase()] ?? null;
}
