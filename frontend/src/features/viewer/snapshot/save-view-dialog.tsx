import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useLocale } from "@/lib/use-locale";

import { sliceCount, type Triple } from "../geometry/axes";
import { useIsPicture } from "../picture-context";
import { useAxisName } from "../use-axis-name";
import type { ViewWords } from "./annotate-view";
import { composeSnapshot } from "./compose-snapshot";
import { fileName } from "./file-name";
import type { CapturedView, PaintedView } from "./painted-views";
import { savePng } from "./save-png";
import css from "./save-view-dialog.module.css";
import { useCaption, type Captioned } from "./use-caption";

interface SaveViewDialogProps extends Captioned {
  shape: Triple;
  views: readonly CapturedView[];
  onClose: () => void;
}

const ALL = -1;

/** Shows the picture that would be saved, and saves it. */
export function SaveViewDialog({ shape, views, onClose, ...captioned }: SaveViewDialogProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const axisName = useAxisName();
  const picture = useIsPicture();
  const captionOf = useCaption(captioned);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [choice, setChoice] = useState(ALL);
  const [identified, setIdentified] = useState(false);

  const chosen = choice === ALL ? views : views.slice(choice, choice + 1);
  const titleOf = ({ frame, transform }: PaintedView) => {
    const channel = captioned.channelName(frame.layers.channel);
    return picture ? channel : `${axisName(transform.axis)} · ${channel}`;
  };
  const wordsOf = (view: PaintedView): ViewWords => ({
    title: titleOf(view),
    lettered: !picture,
    slice: picture ? "" : t("viewer.sliceNumber", { number: view.frame.index + 1, count: sliceCount(shape, view.transform.axis) }),
    length: (mm) =>
      t(picture ? "snapshot.pixels" : "snapshot.millimetres", { length: new Intl.NumberFormat(locale).format(mm) }),
  });
  useEffect(() => {
    if (canvas.current !== null) {
      composeSnapshot(canvas.current, { views: chosen, wordsOf, caption: captionOf(chosen, identified) });
    }
  });

  const onSave = async () => {
    if (canvas.current === null) return;
    await savePng(canvas.current, fileName(captioned.study.id, chosen));
    onClose();
  };
  return (
    <Dialog title={t("snapshot.title")} wide onClose={onClose}>
      <canvas ref={canvas} className={css.preview} role="img" aria-label={t("snapshot.preview")} data-testid="snapshot" />
      {views.length > 1 && (
        <fieldset className={css.choices}>
          <legend>{t("snapshot.what")}</legend>
          <Choice label={t("snapshot.all")} chosen={choice === ALL} onChoose={() => setChoice(ALL)} />
          {views.map((view, at) => (
            <Choice key={titleOf(view)} label={titleOf(view)} chosen={choice === at} onChoose={() => setChoice(at)} />
          ))}
        </fieldset>
      )}
      <label className={css.choice}>
        <input type="checkbox" checked={identified} onChange={(event) => setIdentified(event.target.checked)} />
        {t(picture ? "snapshot.identifiedPicture" : "snapshot.identified")}
      </label>
      <DialogActions>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button variant="primary" onClick={onSave}>
          {t("snapshot.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Choice({ label, chosen, onChoose }: { label: string; chosen: boolean; onChoose: () => void }) {
  return (
    <label className={css.choice}>
      <input type="radio" name="snapshot-views" checked={chosen} onChange={onChoose} />
      {label}
    </label>
  );
}
