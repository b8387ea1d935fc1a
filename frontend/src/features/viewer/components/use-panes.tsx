import { useMemo, useState, type Dispatch } from "react";
import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";
import type { Region, Segmentation, Study } from "@/lib/api-types";

import { toTriple, voxelOf } from "../geometry/axes";
import { makeColourTable } from "../painting/colour-table";
import type { Window } from "../painting/window-table";
import { PaintedViews } from "../snapshot/painted-views";
import { SaveViewButton } from "../snapshot/save-view-button";
import type { ViewerAction, ViewerState } from "../state/viewer-state";
import { VolumePaneSlot } from "../volume-pane/volume-pane-slot";

interface Shown {
  study: Study;
  /** Whether the study is a picture, which has no third dimension. */
  picture: boolean;
  segmentation: Segmentation | null;
  /** The task's regions, in the colours of the chosen palette. */
  regions: readonly Region[];
  state: ViewerState;
  dispatch: Dispatch<ViewerAction>;
  channelName: (channel: string) => string;
  windowOf: (channel: string) => Window;
}

/** Give what stands beside the slice views: the 3D pane and the saving of pictures, and the buttons for both. */
export function usePanes({ study, picture, segmentation, regions, state, dispatch, channelName, windowOf }: Shown) {
  const { t } = useTranslation();
  const [painted] = useState(() => new PaintedViews());
  const [volumeOpen, setVolumeOpen] = useState(false);
  const { channel, indices, segmentationOn, regions: styles } = state;
  const shape = useMemo(() => toTriple(study.shape), [study.shape]);
  const crosshair = useMemo(() => voxelOf(indices), [indices]);
  const colourTable = useMemo(
    () => (segmentationOn ? makeColourTable(regions, styles) : null),
    [segmentationOn, regions, styles],
  );
  // The same object while it is the same window: another one would have the volume coloured again.
  const { low, high } = windowOf(channel);
  const window = useMemo(() => ({ low, high }), [low, high]);

  const buttons = (
    <>
      <SaveViewButton
        study={study}
        shape={shape}
        segmentation={segmentation}
        regions={segmentationOn ? regions.filter(({ id }) => styles[id]?.on) : []}
        channelName={channelName}
        windowOf={windowOf}
        painted={painted}
      />
      {!picture && <Switch label={t("volumePane.open")} on={volumeOpen} onChange={setVolumeOpen} />}
    </>
  );
  const volume = volumeOpen && (
    <VolumePaneSlot
      studyId={study.id}
      channel={channel}
      channelName={channelName(channel)}
      segmentationId={segmentation?.id ?? null}
      window={window}
      colourTable={colourTable}
      crosshair={crosshair}
      onCrosshair={(voxel) => dispatch({ type: "place crosshair", voxel })}
    />
  );
  return { painted, buttons, volume };
}
