import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet } from "react-router";

import { ResearchNotice } from "@/components/research-notice";
import { LinkButton } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/config/paths";
import { PRODUCT_NAME } from "@/config/product";
import { AccountMenu } from "@/features/session/components/account-menu";
import { useAccount } from "@/lib/api/get-session";
import { mayEdit } from "@/lib/roles";

import styles from "./layout.module.css";
import { UndoNotice } from "./undo-notice";

/** The frame of every page behind the sign-in. */
export function Layout() {
  const { t } = useTranslation();
  const { role } = useAccount();
  return (
    <div className={styles.layout}>
      <header className={styles.header}>
        <a className={styles.skip} href="#main">
          {t("layout.skip")}
        </a>
        <Link className={styles.brand} to={paths.start}>
          <img src="/favicon.svg" alt="" />
          {PRODUCT_NAME}
        </Link>
        <nav className={styles.nav} aria-label={t("layout.navigation")}>
          <NavLink to={paths.start} end>
            {t("layout.recent")}
          </NavLink>
          <NavLink to={paths.patients}>{t("layout.patients")}</NavLink>
        </nav>
        <AccountMenu />
        {mayEdit(role) && (
          <LinkButton variant="primary" small to={paths.upload}>
            {t("layout.upload")}
          </LinkButton>
        )}
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Spinner />}>
          <Outlet />
        </Suspense>
      </main>
      <UndoNotice />
      <ResearchNotice />
    </div>
  );
}
