import type { ReactNode } from "react";

import styles from "./alert.module.css";

interface AlertProps {
  tone?: "info" | "warn" | "bad";
  action?: ReactNode;
  children: ReactNode;
}

export function Alert({ tone = "info", action, children }: AlertProps) {
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={tone === "info" ? styles.alert : `${styles.alert} ${styles[tone]}`}>
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
