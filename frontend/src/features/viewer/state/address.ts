import { AXES, toTriple, voxelOf, type Triple } from "../geometry/axes";
import { LEAST_ZOOM, MOST_ZOOM } from "../geometry/camera";
import { FIT } from "../geometry/view-transform";
import { DRAWING_MODES, type LayerStyle, type RegionStyle } from "../painting/region-style";
import { LAYOUT_KINDS } from "./looking";
import { makeViewerReducer, type ViewerAction, type ViewerState } from "./viewer-state";

/**
 * Write what a viewer shows into the parameters of an address; but for place and mask, what is as at first is left out.
 *
 * Which side is left belongs to who looks, not to what is seen, and is no part of it.
 *
 * Args: mask: id of the segmentation that is shown, if there is one.
 */
export function writeAddress(state: ViewerState, first: ViewerState, mask: number | null = null): string {
  const parts = new URLSearchParams();
  const put = (name: string, value: string, differs: boolean) => {
    if (differs) parts.append(name, value);
  };
  // Always, since the place at which a study opens may be another one once its mask is there.
  put("at", voxelOf(state.indices).join(","), true);
  // Always, since there may be a newer one by the time the link is followed.
  put("mask", String(mask), mask !== null);
  put("channel", state.channel, state.channel !== first.channel);
  for (const [channel, { low, high }] of Object.entries(state.windows)) put("window", joined(channel, low, high), true);
  put("inverted", "1", state.inverted);
  put("smoothing", "off", !state.smoothing);
  put("segmentation", "off", !state.segmentationOn);
  for (const [region, style] of Object.entries(state.regions)) {
    const { on, opacity, mode } = style;
    put("region", joined(region, on ? "on" : "off", opacity, mode), !sameStyle(style, first.regions[region]));
  }
  const { on, opacity } = state.uncertainty;
  put("uncertainty", joined(on ? "on" : "off", opacity), !sameLayer(state.uncertainty, first.uncertainty));
  put("proposals", "off", !state.proposalsOn);
  put("layout", joined(state.layout, state.mainAxis), state.layout !== first.layout || state.mainAxis !== first.mainAxis);
  for (const axis of AXES) {
    const { zoom, x, y } = state.cameras[axis];
    put("camera", joined(axis, zoom, x, y), zoom !== FIT.zoom || x !== FIT.x || y !== FIT.y);
  }
  // Both may stand in an address as they are, and are read by people too.
  return parts.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

interface Readable {
  first: ViewerState;
  shape: Triple;
  channels: readonly string[];
}

/** Read what a viewer shows from the parameters of an address; what makes no sense stays as at first. */
export function readAddress(parts: URLSearchParams, { first, shape, channels }: Readable): ViewerState {
  const actions = [
    ...parts.getAll("at").map(readPlace),
    ...parts.getAll("channel").map((channel) => channels.includes(channel) && ({ type: "show channel", channel } as const)),
    ...parts.getAll("window").map((text) => readWindow(text, channels)),
    ...parts.getAll("region").map(readRegion),
    ...parts.getAll("layout").map(readLayout),
    ...parts.getAll("camera").map(readCamera),
    ...parts.getAll("uncertainty").map(readUncertainty),
    parts.get("inverted") === "1" && ({ type: "change looking", change: { inverted: true } } as const),
    parts.get("smoothing") === "off" && ({ type: "change looking", change: { smoothing: false } } as const),
    parts.get("segmentation") === "off" && ({ type: "switch segmentation", on: false } as const),
    parts.get("proposals") === "off" && ({ type: "switch proposals", on: false } as const),
  ];
  const read = actions.filter((action) => action !== false).reduce(makeViewerReducer(shape), first);
  return { ...read, directions: first.directions, layoutBefore: first.layout };
}

/** Read which mask an address names; null where it names none. */
export function readMask(parts: URLSearchParams): number | null {
  const text = parts.get("mask") ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}

type Read = ViewerAction | false;

function readPlace(text: string): Read {
  const voxel = text.split(",").map(Number);
  return voxel.length === 3 && voxel.every(Number.isFinite) && { type: "place crosshair", voxel: toTriple(voxel) };
}

function readWindow(text: string, channels: readonly string[]): Read {
  const [channel = "", low, high] = text.split(":");
  const window = { low: Number(low), high: Number(high) };
  return channels.includes(channel) && window.low < window.high && { type: "set window", channel, window };
}

function readRegion(text: string): Read {
  const [region = "", on, opacity, mode] = text.split(":");
  const change = { on: on === "on", opacity: Number(opacity), mode: DRAWING_MODES.find((known) => known === mode) ?? "fill" };
  return change.opacity >= 0 && change.opacity <= 1 && { type: "change region", region, change };
}

function readUncertainty(text: string): Read {
  const [on, share = ""] = text.split(":");
  const opacity = share === "" ? Number.NaN : Number(share);
  const sensible = (on === "on" || on === "off") && opacity >= 0 && opacity <= 1;
  return sensible && { type: "change uncertainty", change: { on: on === "on", opacity } };
}

function readLayout(text: string): Read {
  const [kind, main] = text.split(":");
  const layout = LAYOUT_KINDS.find((known) => known === kind);
  const axis = AXES.find((known) => known === main);
  return layout !== undefined && axis !== undefined && { type: "lay out", layout, axis };
}

function readCamera(text: string): Read {
  const [name, ...numbers] = text.split(":");
  const axis = AXES.find((known) => known === name);
  const [zoom = Number.NaN, x = Number.NaN, y = Number.NaN] = numbers.map(Number);
  const sensible = zoom >= LEAST_ZOOM && zoom <= MOST_ZOOM && Number.isFinite(x) && Number.isFinite(y);
  return axis !== undefined && sensible && { type: "move camera", axis, camera: { zoom, x, y } };
}

function joined(...values: (string | number)[]): string {
  return values.map((value) => (typeof value === "number" ? Number(value.toPrecision(7)) : value)).join(":");
}

function sameLayer(a: LayerStyle, b: LayerStyle): boolean {
  return a.on === b.on && a.opacity === b.opacity;
}

function sameStyle(a: RegionStyle, b: RegionStyle | undefined): boolean {
  return a.on === b?.on && a.opacity === b.opacity && a.mode === b.mode;
}
