import { useTranslation } from "react-i18next";

import css from "./cine-bar.module.css";
import { CINE_RATES } from "./use-cine";

interface CineBarProps {
  rate: number;
  onRate: (rate: number) => void;
}

/** How fast the slices go by, while they do. */
export function CineBar({ rate, onRate }: CineBarProps) {
  const { t } = useTranslation();
  return (
    <label className={css.bar} data-cine data-theme="dark" data-testid="cine">
      {t("viewing.cine.rate")}
      <input
        type="range"
        min={CINE_RATES.least}
        max={CINE_RATES.most}
        value={rate}
        aria-valuetext={t("viewing.cine.perSecond", { rate })}
        onChange={(event) => onRate(event.target.valueAsNumber)}
      />
      <output className={css.value}>{t("viewing.cine.perSecond", { rate })}</output>
    </label>
  );
}
