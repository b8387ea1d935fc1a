import { useTranslation } from "react-i18next";

import type { ViewStatus } from "../state/view-controller";
import styles from "./slice-view.module.css";

interface ViewMessageProps extends Omit<ViewStatus, "frame"> {
  /** Whether the slice is shown without the uncertainty that is wished for: it must not be taken for a sure one. */
  uncertaintyComing: boolean;
}

/** Why a view does not show what it should, if so; the image matters most. */
export function ViewMessage({ imageError, maskError, uncertaintyError, uncertaintyComing }: ViewMessageProps) {
  const { t } = useTranslation();
  const text =
    (imageError && t("viewer.imageFailed")) ??
    (maskError && t("viewer.maskFailed")) ??
    (uncertaintyError && t("viewer.uncertaintyFailed"));
  if (text === null && uncertaintyComing) {
    return <p className={`${styles.message} ${styles.coming}`}>{t("viewer.uncertaintyComing")}</p>;
  }
  if (text === null) return null;
  return (
    <p className={styles.message} role="status">
      {text}
    </p>
  );
}
