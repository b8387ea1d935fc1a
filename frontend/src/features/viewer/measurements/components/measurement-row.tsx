import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { formatMoment } from "@/lib/format";
import { useLocale } from "@/lib/use-locale";

import { useIsPicture } from "../../picture-context";
import { useAxisName } from "../../use-axis-name";
import { describeValues } from "../describe-values";
import { readsImage } from "../kinds";
import type { ShownMeasurement } from "../operations";
import { useKindName } from "../use-kind-name";
import { useLengthUnit } from "../use-length-unit";
import css from "./measurement-list.module.css";

interface MeasurementRowProps {
  measurement: ShownMeasurement;
  selected: boolean;
  channelName: (channel: string) => string;
  onShow: () => void;
  /** Null for those who may only look. */
  onRename: (() => void) | null;
  onDelete: (() => void) | null;
}

/** One measurement in words; pressing it leads to its slice. */
export function MeasurementRow({ measurement, selected, channelName, onShow, onRename, onDelete }: MeasurementRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const axisName = useAxisName();
  const picture = useIsPicture();
  const unit = useLengthUnit();
  const kind = useKindName()(measurement.kind);
  const { axis, index, label, values, channel, author, changed_by, changed_at, pending } = measurement;
  const [value, ...more] = describeValues(values, { t, locale, unit });
  const where = !picture && t("measurements.where", { axis: axisName(axis), number: index + 1 });
  const details = [where, ...(readsImage(measurement.kind) ? [channel && channelName(channel)] : []), ...more];
  const name = label || kind;
  const who = changed_by === null || changed_by === author ? author : t("measurements.authors", { author, changedBy: changed_by });
  return (
    <li className={selected ? `${css.row} ${css.selected}` : css.row} aria-busy={pending}>
      <button type="button" className={css.show} aria-current={selected} onClick={onShow}>
        <span className={css.name}>
          {name} <strong className={css.value}>{value}</strong>
        </span>
        <span className={css.details}>{details.filter(Boolean).join(" · ")}</span>
        <span className={css.details}>
          {pending ? t("measurements.saving") : [who, formatMoment(changed_at, locale)].filter(Boolean).join(" · ")}
        </span>
      </button>
      <span className={css.tools}>
        {onRename && (
          <Button small variant="quiet" disabled={pending} aria-label={t("measurements.renameOne", { name })} onClick={onRename}>
            {t("measurements.rename")}
          </Button>
        )}
        {onDelete && (
          <Button small variant="quiet" disabled={pending} aria-label={t("measurements.deleteOne", { name })} onClick={onDelete}>
            {t("measurements.delete")}
          </Button>
        )}
      </span>
    </li>
  );
}
