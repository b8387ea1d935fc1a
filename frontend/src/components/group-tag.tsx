import { useTranslation } from "react-i18next";

import type { Study } from "@/lib/api-types";

import styles from "./tag.module.css";

/** Say which group a study is kept to; nothing where everyone sees it. */
export function GroupTag({ group }: { group: Study["group"] }) {
  const { t } = useTranslation();
  if (group === null) return null;
  return (
    <span className={styles.tag} title={t("groups.onlyFor", { name: group.name })}>
      {group.name}
    </span>
  );
}
