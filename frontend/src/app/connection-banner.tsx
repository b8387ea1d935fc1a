import { useTranslation } from "react-i18next";

import styles from "./connection-banner.module.css";

/** Say calmly that the server is out of reach; it goes by itself when the server is back. */
export function ConnectionBanner({ lost }: { lost: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.place} role="status" data-testid="connection">
      {lost && (
        <p className={styles.banner}>
          <span className={styles.dot} aria-hidden="true" />
          {t("connection.lost")}
        </p>
      )}
    </div>
  );
}
