import { useId, type ReactNode } from "react";

import type { Panel } from "@/lib/api-types";
import { usePanel } from "@/lib/use-panel";

import styles from "./fold.module.css";

interface FoldProps {
  /** What it is kept by with the account. */
  name: Panel;
  title: string;
  /** What the section is called where its title changes; the title else. */
  label?: string;
  /** Whether it is open until somebody folds it. */
  open?: boolean;
  /** Says something too important to be folded away: it is open whatever was chosen. */
  held?: boolean;
  /** Beside the title, folded or not. */
  aside?: ReactNode;
  /** Beside the title while it is open. */
  tools?: ReactNode;
  testId?: string;
  children: ReactNode;
}

/** A section whose title folds it away and opens it again, as each account left it. */
export function Fold({ name, title, label = title, open: first = true, held = false, aside, tools, testId, children }: FoldProps) {
  const body = useId();
  const [chosen, turn] = usePanel(name, first);
  const open = chosen || held;
  return (
    <section className={styles.fold} aria-label={label} data-testid={testId}>
      <div className={styles.head}>
        <h2>
          {held ? (
            <span className={styles.title}>{title}</span>
          ) : (
            <button type="button" className={styles.title} aria-expanded={open} aria-controls={body} onClick={() => turn(!open)}>
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <path d="M4 2.5 7.5 6 4 9.5" />
              </svg>
              {title}
            </button>
          )}
        </h2>
        {aside}
        {open && tools}
      </div>
      <div id={body} className={styles.body} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
