import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";

import styles from "./pager.module.css";

interface PagerProps {
  page: number;
  perPage: number;
  total: number;
  onPage: (page: number) => void;
}

/** Leaf through a long list; a short one needs nothing. */
export function Pager({ page, perPage, total, onPage }: PagerProps) {
  const { t } = useTranslation();
  const pages = Math.max(1, Math.ceil(total / perPage));
  if (pages === 1) return null;
  return (
    <nav className={styles.pager} aria-label={t("pager.label")}>
      <Button small disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t("pager.previous")}
      </Button>
      {t("pager.position", { page, pages })}
      <Button small disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t("pager.next")}
      </Button>
    </nav>
  );
}
