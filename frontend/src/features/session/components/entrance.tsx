import type { FormEventHandler, ReactNode } from "react";

import { Appearance } from "@/components/appearance";
import { ResearchNotice } from "@/components/research-notice";
import { PRODUCT_NAME } from "@/config/product";
import { useTitle } from "@/lib/use-title";

import styles from "./entrance.module.css";

interface EntranceProps {
  title: string;
  intro?: string;
  onSubmit: FormEventHandler;
  children: ReactNode;
}

/** A form of the pages that are open without an account. */
export function Entrance({ title, intro, onSubmit, children }: EntranceProps) {
  return (
    <EntranceFrame title={title}>
      <form className={styles.inside} onSubmit={onSubmit} aria-label={title}>
        <h1>{title}</h1>
        {intro !== undefined && <p className={styles.intro}>{intro}</p>}
        {children}
      </form>
    </EntranceFrame>
  );
}

/** The frame of those pages. */
export function EntranceFrame({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <div className={styles.entrance}>
      <main className={styles.middle}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" />
          {PRODUCT_NAME}
        </div>
        <div className={styles.form}>{children}</div>
        <Appearance />
      </main>
      <ResearchNotice />
    </div>
  );
}
