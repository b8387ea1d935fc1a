import type { ReactNode } from "react";

import { useTitle } from "@/lib/use-title";

import styles from "./page.module.css";

interface PageProps {
  title: string;
  narrow?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}

/** An ordinary page: a heading, what can be done, and the content. */
export function Page({ title, narrow = false, actions, children }: PageProps) {
  useTitle(title);
  return (
    <div className={narrow ? `${styles.page} ${styles.narrow}` : styles.page}>
      <div className={styles.head}>
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}

export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
