import { ZOOM_PER_NOTCH } from "../geometry/wheel";
import type { Tool } from "./tools";

/** What a key changes of what the views show; slices are gone through with `indexForKey`. */
export type ViewCommand =
  | { type: "channel"; number: number }
  | { type: "tool"; tool: Tool }
  | { type: "segmentation" }
  | { type: "opacity"; by: number }
  | { type: "reset" }
  | { type: "invert" }
  | { type: "enlarge" }
  /** Above 1 comes closer. */
  | { type: "zoom"; factor: number }
  /** The whole picture in one view. */
  | { type: "fit" }
  /** By shares of the view: to the right and down. */
  | { type: "pan"; x: number; y: number }
  /** To the next slice with a region (1) or the previous one (-1). */
  | { type: "segmented"; direction: 1 | -1 };

/** What a key of the viewer does. */
export type Command =
  | ViewCommand
  /** Takes hold of the next end of the selected mark; with Shift, of the one before. */
  | { type: "end" }
  /** Through the slices on its own, or no longer. */
  | { type: "cine" }
  | { type: "help" };

interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const OPACITY_STEP = 0.1;
const PAN_STEP = 0.1;

/** What keys do on their own. */
export const COMMANDS: Readonly<Record<string, Command>> = {
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
  "+": { type: "zoom", factor: ZOOM_PER_NOTCH },
  // The same key as +, without Shift.
  "=": { type: "zoom", factor: ZOOM_PER_NOTCH },
  "-": { type: "zoom", factor: 1 / ZOOM_PER_NOTCH },
  "0": { type: "fit" },
  n: { type: "segmented", direction: 1 },
  b: { type: "segmented", direction: -1 },
  e: { type: "end" },
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

/**
 * What keys do with Ctrl and Shift: the picture goes where the arrow points.
 *
 * Alt with an arrow leaves the page, Ctrl with one goes through the desktops of a Mac, and Shift with one moves the
 * crosshair. Outside of text no browser has a use for both.
 */
export const WITH_CTRL_AND_SHIFT: Readonly<Record<string, Command>> = {
  ArrowLeft: { type: "pan", x: -PAN_STEP, y: 0 },
  ArrowRight: { type: "pan", x: PAN_STEP, y: 0 },
  ArrowUp: { type: "pan", x: 0, y: -PAN_STEP },
  ArrowDown: { type: "pan", x: 0, y: PAN_STEP },
};

/** Return what a key does in the viewer, or null when it is not for it. */
export function commandFor({ key, code, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): Command | null {
  if (ctrlKey && shiftKey && !metaKey && !altKey) return WITH_CTRL_AND_SHIFT[key] ?? null;
  if (ctrlKey || metaKey || altKey) return null;
  // Where Korean is written, the key of S says ㄴ.
  const letter = /^Key[A-Z]$/.test(code) && !/^[a-z]$/i.test(key) ? code.slice(3) : key;
  return COMMANDS[letter.toLowerCase()] ?? null;
}
