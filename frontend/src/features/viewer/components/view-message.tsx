import { useTranslation } from "react-i18next";

import type { ViewStatus } from "../state/view-controller";
import styles from "./slice-view.module.css";

/** Why a view does not show what it should, if so; the image matters most. */
export function ViewMessage({ imageError, maskError, uncertaintyError }: Omit<ViewStatus, "frame">) {
  const { t } = useTranslation();
  const text =
    (imageError && t("viewer.imageFailed")) ??
    (maskError && t("viewer.maskFailed")) ??
    (uncertaintyError && t("viewer.uncertaintyFailed"));
  if (text === null) return null;
  return (
    <p className={styles.message} role="status">
      {text}
    </p>
  );
}
