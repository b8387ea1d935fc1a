import type { CSSProperties, ReactNode } from "react";

import styles from "./switch.module.css";

interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  label: string;
  /** Shown instead of the label, when the label alone would be too long. */
  children?: ReactNode;
  colour?: string;
  disabled?: boolean;
  /** Id of the words that explain it. */
  describedBy?: string;
}

export function Switch({ on, onChange, label, children, colour, disabled, describedBy }: SwitchProps) {
  const style = colour === undefined ? undefined : ({ "--switch-colour": colour } as CSSProperties);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.switch}
      style={style}
      disabled={disabled}
      onClick={() => onChange(!on)}
    >
      <span className={styles.track} aria-hidden="true">
        <span className={styles.knob} />
      </span>
      {children ?? label}
    </button>
  );
}
