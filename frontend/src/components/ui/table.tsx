import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import css from "./table.module.css";

interface TableProps {
  /** What each column holds. */
  columns: readonly string[];
  /** Whether a column of buttons follows, which is named for those alone who hear the page. */
  actions?: boolean;
  children: ReactNode;
}

/** Records below each other; a wide one scrolls by itself and does not push the page sideways. */
export function Table({ columns, actions = false, children }: TableProps) {
  const { t } = useTranslation();
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
            {actions && (
              <th>
                <span className="visually-hidden">{t("common.actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** The last cell of a row: what can be done with the record. */
export function ActionsCell({ children }: { children: ReactNode }) {
  return (
    <td>
      <div className={css.actions}>{children}</div>
    </td>
  );
}
