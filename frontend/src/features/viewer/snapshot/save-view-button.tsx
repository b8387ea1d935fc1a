import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";

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
      <Button small onClick={open}>
        {t("snapshot.open")}
      </Button>
      {views !== null && <SaveViewDialog {...props} views={views} onClose={() => setViews(null)} />}
    </>
  );
}
