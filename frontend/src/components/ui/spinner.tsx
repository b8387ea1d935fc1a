import { useTranslation } from "react-i18next";

import styles from "./spinner.module.css";

export function Spinner() {
  const { t } = useTranslation();
  return (
    <div className={styles.box} role="status">
      <span className={styles.ring} aria-hidden="true" />
      {t("common.loading")}
    </div>
  );
}
