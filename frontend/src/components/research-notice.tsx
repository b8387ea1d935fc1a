import { useTranslation } from "react-i18next";

import styles from "./research-notice.module.css";

export function ResearchNotice() {
  const { t } = useTranslation();
  return (
    <footer className={styles.notice} data-testid="research-notice">
      {t("notice.research")}
    </footer>
  );
}
