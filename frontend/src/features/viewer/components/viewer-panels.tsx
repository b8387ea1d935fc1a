import { memo, type Dispatch, type ReactNode } from "react";

import type { Region, Segmentation, Study, Task } from "@/lib/api-types";

import type { Axis, Triple } from "../geometry/axes";
import { LesionPanel } from "../lesions/lesion-panel";
import { MeasurementList } from "../measurements/components/measurement-list";
import type { LayerStyle, RegionStyles } from "../painting/region-style";
import type { Window } from "../painting/window-table";
import type { SliceSource } from "../slices/slice-source";
import type { ViewerAction } from "../state/viewer-state";
import type { ChannelDisplay } from "../state/window-level";
import { ImageDownloads } from "./image-downloads";
import { RegionPanel } from "./region-panel";
import { UncertaintyRow } from "./uncertainty-row";
import styles from "./viewer.module.css";
import { WindowPanel } from "./window-panel";

interface ViewerPanelsProps {
  study: Study;
  task: Task;
  segmentation: Segmentation | null;
  /** The mask whose lesions are measured; null until there is time for that. */
  readMaskId: number | null;
  segmentationOn: boolean;
  /** In the colours that they are drawn in. */
  regions: readonly Region[];
  regionStyles: RegionStyles;
  /** Whether nothing but edges is drawn of them, whatever was chosen. */
  outlined: boolean;
  uncertainty: LayerStyle;
  proposalsOn: boolean;
  channel: string;
  channelName: (channel: string) => string;
  source: SliceSource;
  shape: Triple;
  /** How the shown channel is shown at first. */
  display: ChannelDisplay;
  /** Set by hand; undefined while the first one holds. */
  window: Window | undefined;
  dispatch: Dispatch<ViewerAction>;
  onGoTo: (axis: Axis, index: number) => void;
  /** What stands first: how the job is doing, and its result. */
  result: ReactNode;
}

/** What stands beside the views. Nothing in it depends on where the crosshair is, so that a drag leaves it alone. */
export const ViewerPanels = memo(function ViewerPanels(props: ViewerPanelsProps) {
  const { study, task, segmentation, readMaskId, segmentationOn, regions, regionStyles, outlined } = props;
  const { uncertainty, proposalsOn, channel, channelName, source, shape, display, window, dispatch, onGoTo, result } = props;
  const placeCrosshair = (voxel: Triple) => dispatch({ type: "place crosshair", voxel });
  const measuredOn = task.regions.find(({ id }) => id === task.measured)?.seen_on ?? null;
  const lesionChannel = measuredOn !== null && study.channels.includes(measuredOn) ? measuredOn : null;
  return (
    <div className={styles.panels}>
      <div>
        {result}
        <RegionPanel
          regions={regions}
          styles={regionStyles}
          segmentation={segmentation}
          disabled={segmentation === null || !segmentationOn}
          outlined={outlined}
          onChange={(region, change) => dispatch({ type: "change region", region, change })}
          onGoTo={placeCrosshair}
        >
          <UncertaintyRow
            style={uncertainty}
            segmentation={segmentation}
            onChange={(change) => dispatch({ type: "change uncertainty", change })}
          />
          {task.measured !== null && (
            <LesionPanel
              region={task.measured}
              segmentationId={readMaskId}
              on={proposalsOn}
              onSwitch={(on) => dispatch({ type: "switch proposals", on })}
              onGoTo={(voxel) => dispatch({ type: "visit", voxel, channel: lesionChannel })}
            />
          )}
        </RegionPanel>
      </div>
      <div>
        <WindowPanel
          channel={channel}
          channelName={channelName(channel)}
          source={source}
          shape={shape}
          display={display}
          window={window ?? display.window}
          changed={window !== undefined}
          onChange={(next) => dispatch({ type: "set window", channel, window: next })}
          onReset={() => dispatch({ type: "reset window", channel })}
        />
        <MeasurementList study={study} channelName={channelName} onGoTo={onGoTo} />
        <ImageDownloads studyId={study.id} channels={study.channels} channelName={channelName} />
      </div>
    </div>
  );
});
