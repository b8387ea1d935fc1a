import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Fold } from "@/components/ui/fold";
import type { Study } from "@/lib/api-types";
import { toCsv } from "@/lib/csv";
import { saveFile } from "@/lib/save-file";

import type { Axis } from "../../geometry/axes";
import { useDrawingState, useHistoryState, useMeasuringContext, useShownMeasurements } from "../measuring-context";
import type { ShownMeasurement } from "../operations";
import { retrace } from "../retrace";
import { tableName, tableOf } from "../table";
import { useLengthUnit } from "../use-length-unit";
import css from "./measurement-list.module.css";
import { MeasurementRow } from "./measurement-row";
import { RenameDialog } from "./rename-dialog";

interface MeasurementListProps {
  study: Pick<Study, "id" | "affine">;
  channelName: (channel: string) => string;
  onGoTo: (axis: Axis, index: number) => void;
}

/** What was measured in the study, by whom and when. */
export function MeasurementList({ study, channelName, onGoTo }: MeasurementListProps) {
  const { t } = useTranslation();
  const measuring = useMeasuringContext();
  const unit = useLengthUnit();
  const { drawing, history, mayKeep, query } = measuring;
  const { selected, held, edited } = useDrawingState(drawing);
  // What keys have moved is a step as soon as it is let go.
  const inHand = held !== null && edited !== null;
  const { canUndo, canRedo } = useHistoryState(history);
  const shown = useShownMeasurements(measuring);
  const save = () => {
    const table = tableOf(shown, { affine: study.affine, unit });
    saveFile(new Blob([toCsv(table)], { type: "text/csv;charset=utf-8" }), tableName(study));
  };
  const [renamed, setRenamed] = useState<ShownMeasurement | null>(null);

  return (
    <Fold
      name="measurements"
      title={t("measurements.title")}
      testId="measurement-list"
      tools={
        <span className={css.tools}>
          <Button small variant="quiet" disabled={shown.length === 0} title={t("measurements.tableHint")} onClick={save}>
            {t("measurements.table")}
          </Button>
          {mayKeep && (
            <>
              <Button small variant="quiet" disabled={!canUndo && !inHand} title={t("measurements.undoKeys")} onClick={() => retrace(measuring, "undo")}>
                {t("measurements.undo")}
              </Button>
              <Button small variant="quiet" disabled={!canRedo} title={t("measurements.redoKeys")} onClick={() => retrace(measuring, "redo")}>
                {t("measurements.redo")}
              </Button>
            </>
          )}
        </span>
      }
    >
      {query.error !== null && <ErrorAlert error={query.error} onRetry={query.refetch} />}
      {mayKeep && shown.length === 0 && query.error === null && !query.isPending && (
        <p className={css.none}>{t("measurements.none")}</p>
      )}
      {!mayKeep && <p className={css.none}>{t("measurements.onlyLooking")}</p>}
      <ol className={css.rows}>
        {shown.map((measurement) => (
          <MeasurementRow
            key={measurement.id}
            measurement={measurement}
            selected={measurement.id === selected}
            channelName={channelName}
            onShow={() => {
              onGoTo(measurement.axis, measurement.index);
              drawing.select(measurement.id);
            }}
            onRename={mayKeep ? () => setRenamed(measurement) : null}
            onDelete={mayKeep ? () => measuring.remove(measurement) : null}
          />
        ))}
      </ol>
      {renamed !== null && (
        <RenameDialog
          label={renamed.label}
          onRename={(label) => measuring.rename(renamed, label)}
          onClose={() => setRenamed(null)}
        />
      )}
    </Fold>
  );
}
