import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";

import css from "./lesion-panel.module.css";

interface SmallLesionsProps {
  count: number;
  /** A row for each. */
  children: ReactNode;
}

/** The lesions that response is not judged by: counted, and listed once somebody asks. */
export function SmallLesions({ count, children }: SmallLesionsProps) {
  const { t } = useTranslation();
  const list = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small variant="quiet" className={css.more} aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
        {t("lesions.small", { count })}
      </Button>
      {open && (
        <ol id={list} className={css.rows}>
          {children}
        </ol>
      )}
    </>
  );
}
