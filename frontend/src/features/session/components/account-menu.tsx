import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Appearance } from "@/components/appearance";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { useAccount } from "@/lib/api/get-session";
import { mayAdminister } from "@/lib/roles";
import { useRoleName } from "@/lib/use-role-name";

import { useSignOut } from "../api/sign-out";
import styles from "./account-menu.module.css";

export function AccountMenu() {
  const { t } = useTranslation();
  const account = useAccount();
  const roleName = useRoleName();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useCloseOutside(root, open, () => setOpen(false));
  const close = () => setOpen(false);

  return (
    <div ref={root} className={styles.menu}>
      <Button variant="quiet" aria-expanded={open} aria-label={t("accountMenu.labelOf", { name: account.name })} onClick={() => setOpen(!open)}>
        <span className={styles.name}>{account.name}</span>
        <span aria-hidden="true">▾</span>
      </Button>
      {open && (
        <nav className={styles.list} aria-label={t("accountMenu.label")}>
          <div className={styles.role}>{roleName(account.role)}</div>
          <Link className={styles.item} to={paths.account} onClick={close}>
            {t("accountMenu.account")}
          </Link>
          {mayAdminister(account.role) && (
            <Link className={styles.item} to={paths.accounts} onClick={close}>
              {t("accountMenu.accounts")}
            </Link>
          )}
          {mayAdminister(account.role) && (
            <Link className={styles.item} to={paths.groups} onClick={close}>
              {t("groups.title")}
            </Link>
          )}
          {mayAdminister(account.role) && (
            <Link className={styles.item} to={paths.audit} onClick={close}>
              {t("accountMenu.audit")}
            </Link>
          )}
          <div className={styles.appearance}>
            <Appearance />
          </div>
          <button type="button" className={styles.item} onClick={() => signOut.mutate()}>
            {t("accountMenu.signOut")}
          </button>
        </nav>
      )}
    </div>
  );
}

function useCloseOutside(root: React.RefObject<HTMLElement | null>, open: boolean, close: () => void) {
  useEffect(() => {
    if (!open) return undefined;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  });
}
