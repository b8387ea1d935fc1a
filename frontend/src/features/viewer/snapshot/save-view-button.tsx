import { useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "../components/option-group";
import type { Triple } from "../geometry/axes";
import type { CapturedView, PaintedViews } from "./painted-views";
import { SaveViewDialog } from "./save-view-dialog";
import type { Captioned } from "./use-caption";

interface SaveViewButtonProps extends Captioned {
  shape: Triple;
  painted: PaintedViews;
}

/** Saves what is on the screen as a picture. */
export function SaveViewButton({ painted, ...props }: SaveViewButtonProps) {
  const { t } = useTranslation();
  const [views, setViews] = useState<readonly CapturedView[] | null>(null);
  const open = async () => {
    const shown = await painted.capture();
    if (shown.length > 0) setViews(shown);
  };
  return (
    <>
      <IconButton icon="save" label={t("snapshot.open")} onClick={() => void open()} />
      {views !== null && <SaveViewDialog {...props} views={views} onClose={() => setViews(null)} />}
    </>
  );
}
