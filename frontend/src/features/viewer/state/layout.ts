import { AXES, type Axis } from "../geometry/axes";
import type { Looking } from "./looking";

/** One view of a layout. */
export interface ViewPlace {
  /** A name that no other view of the layout has. */
  id: string;
  axis: Axis;
  /** Null shows the chosen channel. */
  channel: string | null;
  /** Whether it has more room than the others. */
  large: boolean;
}

/** How a picture is looked at: it has one slice, seen from one side, and no left of a patient. */
export const ONE_VIEW = { layout: "single", mainAxis: "axial", flipped: false } as const satisfies Partial<Looking>;

/** Give the axis that keys are for: the one that was pointed at last, or the main one where that is not in sight. */
export function axisInSight({ layout, mainAxis }: Pick<Looking, "layout" | "mainAxis">, pointed: Axis): Axis {
  return layout === "single" || layout === "channels" ? mainAxis : pointed;
}

/** List the views of a layout, in the order in which they are laid out; the large one comes first. */
export function placeViews({ layout, mainAxis }: Pick<Looking, "layout" | "mainAxis">, channels: readonly string[]): ViewPlace[] {
  const place = (axis: Axis, large = false): ViewPlace => ({ id: axis, axis, channel: null, large });
  switch (layout) {
    case "three":
      return AXES.map((axis) => place(axis));
    case "large":
      return [place(mainAxis, true), ...AXES.filter((axis) => axis !== mainAxis).map((axis) => place(axis))];
    case "single":
      return [place(mainAxis, true)];
    case "channels":
      return channels.map((channel) => ({ id: `${mainAxis}-${channel}`, axis: mainAxis, channel, large: false }));
  }
}
