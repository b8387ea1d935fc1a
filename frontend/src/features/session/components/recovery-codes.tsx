import { useTranslation } from "react-i18next";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

import styles from "./second-factor.module.css";

/** Show the recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.steps}>
      <Alert tone="warn">{t("secondFactor.codesText")}</Alert>
      <ul className={styles.codes} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button variant="primary" onClick={onDone}>
          {t("secondFactor.codesKept")}
        </Button>
      </div>
    </div>
  );
}
