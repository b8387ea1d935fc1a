import type { Region } from "@/lib/api-types";

import { AXES, clampIndex, indexOf, middleIndex, sliceCount, type Axis, type Triple } from "../geometry/axes";
import type { LayerStyle, RegionStyle, RegionStyles } from "../painting/region-style";
import type { Window } from "../painting/window-table";
import { FIRST_LOOK, reduceLooking, type Looking, type LookingAction } from "./looking";

/** Everything the user can change while looking. */
export interface ViewerState extends Looking {
  channel: string;
  /** The crosshair, and so the slice of every view. */
  indices: Readonly<Record<Axis, number>>;
  /** Where each view was last moved: +1, -1, or 0 before the first move. */
  directions: Readonly<Record<Axis, number>>;
  /** Windows set by hand, by channel; a channel without one shows its default. */
  windows: Readonly<Record<string, Window>>;
  segmentationOn: boolean;
  regions: RegionStyles;
  /** Where the network is unsure, laid over everything; opacity 0 to 1. */
  uncertainty: LayerStyle;
  /** Whether the lesions' diameters are drawn as they are proposed. */
  proposalsOn: boolean;
}

export type ViewerAction =
  | LookingAction
  | { type: "go to"; axis: Axis; index: number }
  /** Fractional; goes to the nearest voxel of the volume. */
  | { type: "place crosshair"; voxel: Triple }
  /** Goes to a finding, on the channel that shows it best where one is shown at a time; null keeps the channel. */
  | { type: "visit"; voxel: Triple; channel: string | null }
  | { type: "show channel"; channel: string }
  | { type: "set window"; channel: string; window: Window }
  | { type: "reset window"; channel: string }
  /** Every view fits, every window and grey is as at first. */
  | { type: "reset views" }
  | { type: "switch segmentation"; on: boolean }
  | { type: "change region"; region: string; change: Partial<RegionStyle> }
  | { type: "change uncertainty"; change: Partial<LayerStyle> }
  | { type: "switch proposals"; on: boolean };

const OPACITY = 0.45;
const UNCERTAINTY_OPACITY = 0.7;

interface Opening {
  shape: Triple;
  channels: readonly string[];
  regions: readonly Region[];
  /** Where the outermost region is widest; null where there is none, or it is not known. */
  widestAt: Triple | null;
}

/** Open a study: first channel, where the first region is widest or in the middle, all regions on, uncertainty off. */
export function openViewer({ shape, channels, regions, widestAt }: Opening): ViewerState {
  const perAxis = (value: (axis: Axis) => number) =>
    Object.fromEntries(AXES.map((axis) => [axis, value(axis)])) as Record<Axis, number>;
  return {
    ...FIRST_LOOK,
    channel: channels[0] ?? "",
    indices: perAxis((axis) => (widestAt === null ? middleIndex(shape, axis) : indexOf(widestAt, axis))),
    directions: perAxis(() => 0),
    windows: {},
    segmentationOn: true,
    regions: Object.fromEntries(regions.map(({ id }) => [id, { on: true, opacity: OPACITY, mode: "fill" }])),
    uncertainty: { on: false, opacity: UNCERTAINTY_OPACITY },
    proposalsOn: true,
  };
}

/** Make the reducer of a study's viewer; only slices that exist can be gone to. */
export function makeViewerReducer(shape: Triple) {
  return (state: ViewerState, action: ViewerAction): ViewerState => {
    switch (action.type) {
      case "go to":
        return goTo(state, action.axis, clampIndex(action.index, sliceCount(shape, action.axis)));
      case "place crosshair":
        return placeCrosshair(state, action.voxel, shape);
      case "visit": {
        const channel = state.layout === "channels" ? null : action.channel;
        return { ...placeCrosshair(state, action.voxel, shape), channel: channel ?? state.channel };
      }
      case "show channel":
        return { ...state, channel: action.channel };
      case "set window":
        return { ...state, windows: { ...state.windows, [action.channel]: action.window } };
      case "reset window": {
        const others = Object.entries(state.windows).filter(([channel]) => channel !== action.channel);
        return { ...state, windows: Object.fromEntries(others) };
      }
      case "reset views":
        return reduceLooking({ ...state, windows: {}, inverted: false }, { type: "fit views" });
      case "switch segmentation":
        return { ...state, segmentationOn: action.on };
      case "change region":
        return changeRegion(state, action.region, action.change);
      case "change uncertainty":
        return { ...state, uncertainty: { ...state.uncertainty, ...action.change } };
      case "switch proposals":
        return { ...state, proposalsOn: action.on };
      default:
        return reduceLooking(state, action);
    }
  };
}

function placeCrosshair(state: ViewerState, voxel: Triple, shape: Triple): ViewerState {
  return AXES.reduce(
    (moved, axis) => goTo(moved, axis, clampIndex(indexOf(voxel, axis), sliceCount(shape, axis))),
    state,
  );
}

function goTo(state: ViewerState, axis: Axis, index: number): ViewerState {
  const before = state.indices[axis];
  if (index === before) return state;
  return {
    ...state,
    indices: { ...state.indices, [axis]: index },
    directions: { ...state.directions, [axis]: Math.sign(index - before) },
  };
}

function changeRegion(state: ViewerState, region: string, change: Partial<RegionStyle>): ViewerState {
  const before = state.regions[region];
  if (before === undefined) return state;
  return { ...state, regions: { ...state.regions, [region]: { ...before, ...change } } };
}
