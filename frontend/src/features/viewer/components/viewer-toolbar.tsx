import { memo, type Dispatch, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { AXES, type Axis } from "../geometry/axes";
import { useIsPicture } from "../picture-context";
import { LAYOUT_KINDS, type LayoutKind, type Looking } from "../state/looking";
import { TOOLS } from "../state/tools";
import type { ViewerAction } from "../state/viewer-state";
import { useAxisName } from "../use-axis-name";
import { IconButton, OptionGroup } from "./option-group";
import css from "./toolbar.module.css";
import { useFullScreen } from "./use-full-screen";
import { useToolName } from "./use-tool-name";

type Chosen = Pick<Looking, "tool" | "layout" | "mainAxis" | "flipped" | "smoothing" | "inverted" | "camerasLinked">;

interface ViewerToolbarProps extends Chosen {
  dispatch: Dispatch<ViewerAction>;
  /** Whether the slices go by on their own. */
  playing: boolean;
  onPlay: () => void;
  panelOpen: boolean;
  onPanel: (open: boolean) => void;
  onHelp: () => void;
}

const SHORTCUTS = { crosshair: "X", window: "W", pan: "P", zoom: "Z", distance: "M" } as const;

/** Tools, layouts and how the views look at the study. */
export const ViewerToolbar = memo(function ViewerToolbar(props: ViewerToolbarProps) {
  const { tool, flipped, smoothing, inverted, camerasLinked, dispatch, playing, onPlay, panelOpen, onPanel, onHelp } = props;
  const { t } = useTranslation();
  const toolName = useToolName();
  const fullScreen = useFullScreen();
  // One view of one slice has nothing to lay out, to link, to leaf through, and no side of a patient.
  const picture = useIsPicture();
  const tools = TOOLS.map((value) => ({
    value,
    icon: value,
    label: toolName(value),
    shortcut: value in SHORTCUTS ? SHORTCUTS[value as keyof typeof SHORTCUTS] : undefined,
  }));
  const change = (look: Partial<Looking>) => dispatch({ type: "change looking", change: look });
  return (
    <>
      <OptionGroup
        label={t("viewing.tools.label")}
        options={tools}
        chosen={tool}
        onChoose={(chosen) => dispatch({ type: "choose tool", tool: chosen })}
      />
      {!picture && <LayoutChoice {...props} />}
      <div className={css.group} role="group" aria-label={t("viewing.look.label")}>
        {!picture && (
          <span className={css.apart} data-cine>
            <IconButton
              icon={playing ? "pause" : "play"}
              label={playing ? t("viewing.cine.stop") : t("viewing.cine.play")}
              shortcut="C"
              onClick={onPlay}
            />
          </span>
        )}
        <IconButton icon="fit" label={t("viewing.look.fit")} onClick={() => dispatch({ type: "fit views" })} />
        {!picture && (
          <>
            <IconButton
              icon="link"
              label={t("viewing.look.link")}
              pressed={camerasLinked}
              onClick={() => change({ camerasLinked: !camerasLinked })}
            />
            <IconButton
              icon="flip"
              label={t("viewing.look.neurological")}
              pressed={flipped}
              onClick={() => change({ flipped: !flipped })}
            />
          </>
        )}
        <IconButton
          icon="smoothing"
          label={t("viewing.look.smoothing")}
          pressed={smoothing}
          onClick={() => change({ smoothing: !smoothing })}
        />
        <IconButton
          icon="invert"
          label={t("viewing.look.invert")}
          shortcut="I"
          pressed={inverted}
          onClick={() => change({ inverted: !inverted })}
        />
        <IconButton icon="panel" label={t("viewing.look.panel")} pressed={panelOpen} onClick={() => onPanel(!panelOpen)} />
        {fullScreen.available && (
          <IconButton
            icon="fullScreen"
            label={t("viewing.look.fullScreen")}
            pressed={fullScreen.on}
            onClick={fullScreen.turn}
          />
        )}
        <IconButton icon="help" label={t("viewing.help.title")} shortcut="?" onClick={onHelp} />
      </div>
    </>
  );
});

function LayoutChoice({ layout, mainAxis, dispatch }: Pick<ViewerToolbarProps, "layout" | "mainAxis" | "dispatch">): ReactNode {
  const { t } = useTranslation();
  const axisName = useAxisName();
  const names: Record<LayoutKind, string> = {
    three: t("viewing.layouts.three"),
    large: t("viewing.layouts.large"),
    channels: t("viewing.layouts.channels"),
    single: t("viewing.layouts.single"),
  };
  return (
    <>
      <OptionGroup
        label={t("viewing.layouts.label")}
        options={LAYOUT_KINDS.map((value) => ({ value, icon: value, label: names[value] }))}
        chosen={layout}
        onChoose={(chosen) => dispatch({ type: "lay out", layout: chosen })}
      />
      <select
        className={css.axis}
        // Its place stays, so that the tools beside it do.
        style={{ visibility: layout === "three" ? "hidden" : undefined }}
        aria-label={t("viewing.layouts.axis")}
        value={mainAxis}
        onChange={(event) => dispatch({ type: "lay out", layout, axis: event.target.value as Axis })}
      >
        {AXES.map((axis) => (
          <option key={axis} value={axis}>
            {axisName(axis)}
          </option>
        ))}
      </select>
    </>
  );
}
