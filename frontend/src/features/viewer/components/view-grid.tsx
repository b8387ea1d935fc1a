import { Children, useMemo, type CSSProperties, type ReactNode } from "react";

import { voxelOf, type Axis, type Box, type Triple } from "../geometry/axes";
import type { RegionPaint } from "../painting/region-compositor";
import type { SliceSource } from "../slices/slice-source";
import { placeViews } from "../state/layout";
import type { ViewActions } from "../state/view-actions";
import type { Frame } from "../state/view-controller";
import type { ViewerState } from "../state/viewer-state";
import type { WindowTables } from "../state/window-tables";
import { SliceView } from "./slice-view";
import css from "./view-grid.module.css";

interface ViewGridProps {
  state: ViewerState;
  actions: ViewActions;
  shape: Triple;
  spacing: Triple;
  head: Box | null;
  channels: readonly string[];
  channelName: (channel: string) => string;
  source: SliceSource;
  segmentationId: number | null;
  uncertaintyId: number | null;
  windowTables: WindowTables;
  regionPaint: RegionPaint | null;
  overlays?: (axis: Axis, frame: Frame) => ReactNode;
  /** What stands beside the slices. */
  children?: ReactNode;
}

/** The views of the chosen layout. */
export function ViewGrid(props: ViewGridProps) {
  const { state, actions, shape, spacing, head, channels, channelName, source, windowTables, regionPaint, overlays } = props;
  const { segmentationId, uncertaintyId, children } = props;
  const { channel, layout, indices, directions, cameras, flipped, smoothing } = state;
  const voxel = useMemo(() => voxelOf(indices), [indices]);
  // One object for each channel, so that a view is not painted anew when another one is.
  const layersOf = useMemo(() => {
    const each = [...channels, channel].map((name) => [name, { channel: name, segmentationId, uncertaintyId }] as const);
    return new Map(each);
  }, [channels, channel, segmentationId, uncertaintyId]);
  const views = placeViews(state, channels);
  const sideViews = views.length - 1 + Children.toArray(children).length;
  return (
    <div
      className={[css.grid, layout === "large" ? css.large : "", layout === "channels" ? css.channels : ""].join(" ")}
      style={{ "--side-views": sideViews } as CSSProperties}
      data-testid="views"
      data-layout={layout}
    >
      {views.map((view) => (
        <SliceView
          key={view.id}
          id={view.id}
          axis={view.axis}
          shape={shape}
          spacing={spacing}
          head={head}
          source={source}
          layers={layersOf.get(view.channel ?? channel)!}
          channelName={channelName}
          voxel={voxel}
          direction={directions[view.axis]}
          camera={cameras[view.axis]}
          flipped={flipped}
          smoothing={smoothing}
          windowTables={windowTables}
          regionPaint={regionPaint}
          uncertaintyOpacity={state.uncertainty.opacity}
          actions={actions}
          overlays={overlays}
        />
      ))}
      {children}
    </div>
  );
}
