import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";

import { useIsPicture } from "../picture-context";
import css from "./help-dialog.module.css";

/** What keys, mouse and fingers do in the viewer. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const picture = useIsPicture();
  // What goes from slice to slice, or from view to view, has no meaning in a picture.
  const onlyOf = (volumes: boolean, ...rows: readonly (readonly [string, string])[]) => (volumes === !picture ? rows : []);
  const keys = [
    ...onlyOf(
      true,
      ["↑ ↓ ← →", t("viewing.help.slice")],
      ["Page Up / Down", t("viewing.help.fiveSlices")],
      ["Home / End", t("viewing.help.ends")],
      ["N / B", t("viewing.help.segmented")],
      ["C", t("viewing.help.cine")],
      ["1 2 3 4", t("viewing.help.channels")],
    ),
    ["S", t("viewing.help.segmentation")],
    ["A / D", t("viewing.help.opacity")],
    ["R", t("viewing.help.reset")],
    ["I", t("viewing.help.invert")],
    ...onlyOf(true, ["F", t("viewing.help.enlarge")]),
    ["+ / -", t("viewing.help.zoomByKey")],
    ["Ctrl + Shift + ↑ ↓ ← →", t("viewing.help.panByKey")],
    ["0", t("viewing.help.fit")],
    ["X", t("viewing.help.crosshair")],
    ["W / L", t("viewing.help.window")],
    ["Z / P", t("viewing.help.zoomAndPan")],
    ["M", t("viewing.help.measure")],
    ["?", t("viewing.help.list")],
  ] as const;
  const marks = [
    ["Shift + ↑ ↓ ← →", t("viewing.help.moveCrosshair")],
    ["Enter", t("viewing.help.mark")],
    ["E / Shift + E", t("viewing.help.end")],
    ["Delete", t("measurements.deleteKey")],
    ["Ctrl + Z / Y", t("measurements.undoAndRedo")],
  ] as const;
  const hands = [
    ...onlyOf(true, [t("viewing.help.wheel"), t("viewing.help.slice")], [t("viewing.help.ctrlWheel"), t("viewing.help.zoom")]),
    ...onlyOf(false, [t("viewing.help.wheel"), t("viewing.help.zoom")]),
    [t("viewing.help.rightDrag"), t("viewing.help.windowDrag")],
    [t("viewing.help.middleDrag"), t("viewing.help.pan")],
    ...onlyOf(true, [t("viewing.help.doubleClick"), t("viewing.help.enlarge")]),
    [t("viewing.help.tap"), t("viewing.help.tapCrosshair")],
    ...onlyOf(true, [t("viewing.help.stroke"), t("viewing.help.strokeSlice")]),
    [t("viewing.help.pinch"), t("viewing.help.zoom")],
    [t("viewing.help.twoFingers"), t("viewing.help.windowDrag")],
  ] as const;
  return (
    <Dialog title={t("viewing.help.title")} wide onClose={onClose}>
      <div className={css.columns}>
        <dl className={css.list}>
          {keys.map(([key, meaning]) => (
            <HelpRow key={key} name={<kbd>{key}</kbd>} meaning={meaning} />
          ))}
        </dl>
        <dl className={css.list}>
          {marks.map(([key, meaning]) => (
            <HelpRow key={key} name={<kbd>{key}</kbd>} meaning={meaning} />
          ))}
          {hands.map(([gesture, meaning]) => (
            <HelpRow key={gesture} name={gesture} meaning={meaning} />
          ))}
        </dl>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{t("common.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

function HelpRow({ name, meaning }: { name: ReactNode; meaning: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{meaning}</dd>
    </>
  );
}
