import { useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";

import type { Segmentation, Study, Task } from "@/lib/api-types";
import { usePanel } from "@/lib/use-panel";

import { toTriple, voxelOf, type Axis, type Box } from "../geometry/axes";
import { MeasurementFailure } from "../measurements/components/measurement-failure";
import { MeasuringProvider } from "../measurements/measuring-context";
import { useMeasuring } from "../measurements/use-measuring";
import { useMeasuringKeys } from "../measurements/use-measuring-keys";
import { outlinesOnly } from "../painting/region-style";
import { PictureProvider } from "../picture-context";
import { MaskRegionsProvider } from "../regions/region-context";
import { useRegions } from "../regions/use-regions";
import { useSliceSource } from "../slices/use-slice-source";
import { PaintedViewsContext } from "../snapshot/painted-views";
import { axisInSight } from "../state/layout";
import { useViewActions } from "../state/use-view-actions";
import { useViewerState } from "../state/use-viewer-state";
import type { Frame } from "../state/view-controller";
import { displayOf } from "../state/window-level";
import { WindowTables } from "../state/window-tables";
import { ChannelSwitch } from "./channel-switch";
import { CineBar } from "./cine-bar";
import { EndKeys } from "./end-keys";
import { HelpDialog } from "./help-dialog";
import { Readout } from "./readout";
import { SegmentationSwitch } from "./segmentation-switch";
import { SliceMarks } from "./slice-marks";
import { useCine } from "./use-cine";
import { useFullScreen } from "./use-full-screen";
import { usePanes } from "./use-panes";
import { useViewerKeys } from "./use-viewer-keys";
import { ViewGrid } from "./view-grid";
import { ViewerPanels } from "./viewer-panels";
import { ViewerToolbar } from "./viewer-toolbar";
import styles from "./viewer.module.css";

interface ViewerProps {
  study: Study;
  task: Task;
  /** The mask to lay over the images, once there is one. */
  segmentation: Segmentation | null;
  /** What stands beside the regions and the window: how the job is doing, and its result. */
  result: ReactNode;
}

/** Three linked views of a study, or one of a picture, and everything that changes what they show. Mount it anew for another study. */
export function Viewer({ study, task, segmentation, result }: ViewerProps) {
  const shape = useMemo(() => toTriple(study.shape), [study.shape]);
  const spacing = useMemo(() => toTriple(study.spacing), [study.spacing]);
  const [state, dispatch] = useViewerState({ study, task, segmentation });
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const switchSegmentation = useCallback((on: boolean) => dispatch({ type: "switch segmentation", on }), [dispatch]);
  const showChannel = useCallback((channel: string) => dispatch({ type: "show channel", channel }), [dispatch]);

  const segmentationId = segmentation?.id ?? null;
  const uncertaintyKnown = segmentation?.has_uncertainty ?? false;
  const uncertaintyId = uncertaintyKnown && state.uncertainty.on ? segmentationId : null;
  const source = useSliceSource({ study, segmentation, channel: state.channel, uncertaintyId });
  // What the server works on for longer than on a slice is asked for after the pictures: those somebody waits for.
  const readMaskId = useSyncExternalStore(source.subscribe, source.hasPictures) ? segmentationId : null;
  // Over areas the colours of the uncertainty would be no colours of its scale.
  const outlined = uncertaintyId !== null;
  const regionStyles = useMemo(() => (outlined ? outlinesOnly(state.regions) : state.regions), [outlined, state.regions]);
  const regions = useRegions({ task, segmentationId: readMaskId, segmentationOn: state.segmentationOn, styles: regionStyles });
  const windowTables = useMemo(
    () => new WindowTables((channel) => state.windows[channel] ?? displayOf(study.windows, channel).window, state.inverted),
    [state.windows, state.inverted, study.windows],
  );
  const channelName = useCallback(
    (id: string) => task.channels.find((channel) => channel.id === id)?.name ?? id,
    [task.channels],
  );
  const firstWindow = useCallback((channel: string) => displayOf(study.windows, channel).window, [study.windows]);
  const measuring = useMeasuring({ study, source, channel: state.channel, tool: state.tool });
  const actions = useViewActions(dispatch, { state, firstWindow, measuring: measuring.drawing });
  useMeasuringKeys(measuring);
  const layers = useMemo(() => {
    const shown = state.layout === "channels" ? study.channels : [state.channel];
    return shown.map((channel) => ({ channel, segmentationId, uncertaintyId }));
  }, [state.layout, state.channel, study.channels, segmentationId, uncertaintyId]);
  const cine = useCine({ source, shape, indices: state.indices, layers, onGoTo: actions.goTo });
  const { play, stop } = cine;
  const playing = cine.axis !== null;
  const turnCine = useCallback(
    () => (playing ? stop() : play(axisInSight({ layout: state.layout, mainAxis: state.mainAxis }, actions.activeAxis))),
    [playing, play, stop, actions, state.layout, state.mainAxis],
  );
  // Where the pictures are to have all the room, the panel is put away until it is asked for.
  const besideAll = usePanel("beside", true);
  const besideOne = usePanel("beside_one", false);
  const fullScreen = useFullScreen().on;
  const [panelOpen, turnPanel] = fullScreen || (state.layout === "single" && !task.pictures) ? besideOne : besideAll;
  const voxel = useMemo(() => voxelOf(state.indices), [state.indices]);
  const display = useMemo(() => displayOf(study.windows, state.channel), [study.windows, state.channel]);
  const windowOf = (channel: string) => state.windows[channel] ?? firstWindow(channel);
  const panes = usePanes({ study, picture: task.pictures, segmentation, regions: regions.regions, state, dispatch, channelName, windowOf });
  useViewerKeys({
    state,
    dispatch,
    actions,
    shape,
    channels: study.channels,
    profile: regions.profile,
    painted: panes.painted,
    onHelp: openHelp,
    onCine: turnCine,
  });

  const { goTo } = actions;
  const showSlice = useCallback(
    (axis: Axis, index: number) => {
      if (axisInSight({ layout: state.layout, mainAxis: state.mainAxis }, axis) !== axis) {
        dispatch({ type: "lay out", layout: state.layout, axis });
      }
      goTo(axis, index);
    },
    [state.layout, state.mainAxis, dispatch, goTo],
  );
  const proposedOf = state.proposalsOn && state.segmentationOn && task.measured !== null ? readMaskId : null;
  const overlays = useCallback(
    (axis: Axis, { index, labels, layers }: Frame) => (
      <SliceMarks
        axis={axis}
        index={index}
        channel={layers.channel}
        channelName={channelName}
        segmentationId={proposedOf}
        mask={labels}
        size={shape}
      />
    ),
    [proposedOf, shape, channelName],
  );

  return (
    <PictureProvider value={task.pictures}>
      <MaskRegionsProvider value={regions}>
        <MeasuringProvider value={measuring}>
          <div className={styles.viewer} data-testid="viewer" data-layout={state.layout} data-panel={panelOpen ? "open" : "closed"}>
            <div className={styles.toolbar}>
              <SegmentationSwitch
                on={state.segmentationOn}
                available={segmentation !== null}
                onChange={switchSegmentation}
              />
              <ChannelSwitch
                channels={study.channels}
                nameOf={channelName}
                shown={state.channel}
                onShow={showChannel}
              />
              <ViewerToolbar
                tool={state.tool}
                layout={state.layout}
                mainAxis={state.mainAxis}
                flipped={state.flipped}
                smoothing={state.smoothing}
                inverted={state.inverted}
                camerasLinked={state.camerasLinked}
                dispatch={dispatch}
                playing={playing}
                onPlay={turnCine}
                panelOpen={panelOpen}
                onPanel={turnPanel}
                onHelp={openHelp}
              />
              {panes.buttons}
            </div>
            <PaintedViewsContext value={panes.painted}>
              <ViewGrid
                state={state}
                actions={actions}
                shape={shape}
                spacing={spacing}
                head={study.head_box as Box | null}
                channels={study.channels}
                channelName={channelName}
                source={source}
                segmentationId={segmentationId}
                uncertaintyId={uncertaintyId}
                windowTables={windowTables}
                regionPaint={regions.paint}
                overlays={overlays}
              >
                {panes.volume}
              </ViewGrid>
            </PaintedViewsContext>
            <Readout
              voxel={voxel}
              affine={study.affine}
              channels={study.channels}
              channelName={channelName}
              source={source}
              segmentationId={segmentationId}
              uncertaintyId={uncertaintyId}
              regions={regions.regions}
            />
            <div className={styles.dock} data-testid="panels">
              <ViewerPanels
                study={study}
                task={task}
                segmentation={segmentation}
                readMaskId={readMaskId}
                segmentationOn={state.segmentationOn}
                regions={regions.regions}
                regionStyles={regionStyles}
                outlined={outlined}
                uncertainty={state.uncertainty}
                proposalsOn={state.proposalsOn}
                channel={state.channel}
                channelName={channelName}
                source={source}
                shape={shape}
                display={display}
                window={state.windows[state.channel]}
                dispatch={dispatch}
                onGoTo={actions.goTo}
                result={result}
              />
            </div>
            {playing && <CineBar rate={cine.rate} onRate={cine.setRate} />}
            <MeasurementFailure />
            <EndKeys segmentationId={proposedOf} flipped={state.flipped} onShow={showSlice} />
            {helpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
          </div>
        </MeasuringProvider>
      </MaskRegionsProvider>
    </PictureProvider>
  );
}
